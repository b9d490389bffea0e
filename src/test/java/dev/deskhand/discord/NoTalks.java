package dev.deskhand.discord;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import java.util.List;

/** A desk with no tickets to talk about. */
final class NoTalks implements OpenTicketThreads {

  @Override
  public List<Place> open(String platform, int atMost) {
    return List.of();
  }

  @Override
  public List<String> taken(Place place, String after) {
    return List.of();
  }
}
