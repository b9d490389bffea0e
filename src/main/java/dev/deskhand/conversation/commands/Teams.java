package dev.deskhand.conversation.commands;

import dev.deskhand.requests.CatalogItem;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Services;
import dev.deskhand.text.FoldedText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The teams: those that own a service or fulfil an item of the catalog. */
@Component
public class Teams {

  private final Services services;
  private final Requests requests;

  Teams(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  /** Each once, in alphabetical order. */
  public List<String> names() {
    return Stream.concat(
            services.all().stream().map(Services.Service::team),
            requests.catalog().stream().map(CatalogItem::team))
        .filter(Objects::nonNull)
        .sorted()
        .collect(Collectors.toMap(FoldedText::name, team -> team, (first, same) -> first))
        .values()
        .stream()
        .sorted()
        .toList();
  }
}
