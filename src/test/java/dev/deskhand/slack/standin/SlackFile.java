package dev.deskhand.slack.standin;

import java.util.List;

/** A file the desk uploaded. */
public final class SlackFile {

  private final String id;
  private final String name;
  private final String title;
  private final String altText;
  private final byte[] content;
  private final List<String> channels;

  SlackFile(
      String id, String name, String title, String altText, byte[] content, List<String> channels) {
    this.id = id;
    this.name = name;
    this.title = title;
    this.altText = altText;
    this.content = content.clone();
    this.channels = List.copyOf(channels);
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  /** What is read out instead of a picture. */
  public String altText() {
    return altText;
  }

  public byte[] content() {
    return content.clone();
  }

  /** Where it has been shared; empty until the upload is completed. */
  public List<String> channels() {
    return channels;
  }

  SlackFile sharedIn(List<String> places, String newTitle) {
    return new SlackFile(id, name, newTitle.isEmpty() ? title : newTitle, altText, content, places);
  }

  @Override
  public String toString() {
    return "SlackFile[%s %s, %d bytes, in %s]".formatted(id, name, content.length, channels);
  }
}
