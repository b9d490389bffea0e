package dev.deskhand.commandline;

import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** How version 0.1.0 took a row: its id was a digest of all that stood in it. */
final class EarlierVersion {

  private EarlierVersion() {}

  static Past past(String row, IncidentState state, String at) throws NoSuchAlgorithmException {
    List<String> fields = List.of(row.split(",", -1));
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(String.join("\u001f", fields).getBytes(StandardCharsets.UTF_8));
    return new Past(
        HexFormat.of().formatHex(digest, 0, 16),
        null,
        Instant.parse(at),
        Instant.parse("2026-02-01T08:00:00Z"),
        state,
        null,
        Level.MEDIUM,
        Level.MEDIUM,
        Priority.P3,
        "Network / Sub / Symptom",
        fields.get(2),
        fields.get(7),
        fields.get(14),
        fields.get(15),
        fields.get(10),
        fields.get(5),
        Set.of());
  }
}
