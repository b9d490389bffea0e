package dev.deskhand.requests;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set about requests.
 *
 * @param catalogFile the YAML file of the catalog: {@code classpath:…}, {@code file:…} or a path
 */
@Validated
@ConfigurationProperties("deskhand.requests")
record RequestsProperties(
    @NotBlank @DefaultValue("classpath:examples/catalog.yaml") String catalogFile) {}
