package dev.deskhand.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Tests that look at all that is printed, or logged: nobody else prints meanwhile, or starts a
 * desk, which sets the log up anew. The two cores have little to do then, so what only waits does
 * not belong into a class of them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(OutputCaptureExtension.class)
@Isolated("it looks at all that is printed")
public @interface LooksAtOutput {}
