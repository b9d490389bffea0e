package dev.deskhand.backup;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The backups that the desk makes by itself.
 *
 * @param folder where they are kept, on the machine of the copy that makes them; without it, none
 *     is made
 * @param at the time of day, in {@code timeZone}
 * @param keep how many are kept; older ones that the desk made itself are deleted
 * @param timeZone the desk's, unless another is given
 */
@Validated
@ConfigurationProperties("deskhand.backup")
record BackupProperties(
    @Nullable Path folder,
    @DefaultValue("02:30") LocalTime at,
    @DefaultValue("7") @Min(1) @Max(10_000) int keep,
    @DefaultValue("UTC") ZoneId timeZone) {

  /** Whether any are made; an empty folder, as in a copied example file, is none. */
  boolean wanted() {
    return folder != null && !folder.toString().isBlank();
  }
}
