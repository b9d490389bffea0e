package dev.deskhand.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.ResourceLockTarget;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Tests that run beside others, but not beside those that look at what is printed, since they print
 * in the same process. Where all that prints is a process of its own, {@link Execution} does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(
    value = Resources.SYSTEM_OUT,
    mode = ResourceAccessMode.READ,
    target = ResourceLockTarget.CHILDREN)
public @interface BesideOthers {}
