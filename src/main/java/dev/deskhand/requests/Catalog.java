package dev.deskhand.requests;

import dev.deskhand.requests.Requests.FoundItem;
import dev.deskhand.text.FoldedText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Everything that can be asked for, as the catalog file had it at the start. */
@Component
final class Catalog {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** Longer words name nothing, and their distance would take long to find. */
  private static final int LONGEST_COMPARED = 100;

  private final List<CatalogItem> items;

  @Autowired
  Catalog(RequestsProperties properties) {
    this(CatalogFile.read(properties.catalogFile()));
  }

  Catalog(List<CatalogItem> items) {
    this.items = List.copyOf(items);
  }

  List<CatalogItem> items() {
    return items;
  }

  FoundItem find(String named) {
    String wanted = FoldedText.name(named);
    Optional<CatalogItem> found =
        items.stream().filter(item -> FoldedText.name(item.id()).equals(wanted)).findFirst();
    if (found.isEmpty()) {
      found =
          items.stream().filter(item -> FoldedText.name(item.name()).equals(wanted)).findFirst();
    }
    return found
        .<FoundItem>map(FoundItem.One::new)
        .orElseGet(() -> new FoundItem.None(near(named)));
  }

  private List<String> near(String named) {
    return items.stream()
        .sorted(
            Comparator.comparingInt(
                item -> distance(named.strip(), Stream.of(item.id(), item.name()))))
        .map(CatalogItem::id)
        .limit(3)
        .toList();
  }

  /** The name that is nearest to what was written; the same word back if there are none. */
  static String nearest(List<String> names, String written) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(written, Stream.of(name))))
        .orElse(written);
  }

  private static int distance(String written, Stream<String> names) {
    String wanted =
        FoldedText.name(written.substring(0, Math.min(written.length(), LONGEST_COMPARED)));
    return names
        .map(FoldedText::name)
        .mapToInt(
            name ->
                wanted.length() >= 2 && name.contains(wanted) ? 0 : DISTANCE.apply(name, wanted))
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
