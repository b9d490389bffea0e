package dev.deskhand.status;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set about services and outages.
 *
 * @param servicesFile the YAML file of the services: {@code classpath:…}, {@code file:…} or a path
 * @param page what the status page tells everybody
 */
@Validated
@ConfigurationProperties("deskhand.status")
public record StatusProperties(
    @NotBlank @DefaultValue("classpath:examples/services.yaml") String servicesFile,
    @DefaultValue("full") StatusPageDetail page) {}
