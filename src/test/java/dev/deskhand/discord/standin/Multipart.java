package dev.deskhand.discord.standin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A multipart/form-data body: the JSON part and the files. */
record Multipart(@Nullable JsonNode json, Map<String, byte[]> files) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[ ;]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

  static Multipart parse(String contentType, byte[] bytes) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("multipart without a boundary");
    }
    // ISO-8859-1 keeps every byte as one character, so that positions in the text are offsets.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Map<String, byte[]> files = new LinkedHashMap<>();
    JsonNode json = null;
    for (String part : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
      int headerEnd = part.indexOf("\r\n\r\n");
      if (headerEnd < 0) {
        continue;
      }
      String header = part.substring(0, headerEnd);
      byte[] body =
          part.substring(headerEnd + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
      String name = first(NAME, header);
      if (name.equals("payload_json")) {
        json = Json.parse(body);
      } else {
        String fileName =
            new String(
                first(FILE_NAME, header).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8);
        files.put(name + "/" + fileName, body);
      }
    }
    return new Multipart(json, files);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
