package dev.deskhand.bench;

import dev.deskhand.bench.load.Load.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures of one desk beside those of others: the medians of all rounds, and the median of the
 * ratios of each round. Rates move from minute to minute on one machine; what was measured one
 * after the other is compared.
 */
final class Table {

  private final String title;
  private final String subject;
  private final List<String> others;
  private final Map<Row, Map<String, List<Double>>> figures = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * @param subject whose figures are compared
   * @param others whose figures they are compared with; they need not have all of them
   */
  Table(String title, String subject, List<String> others) {
    this.title = title;
    this.subject = subject;
    this.others = List.copyOf(others);
  }

  /**
   * What is measured.
   *
   * @param unit such as {@code ms}
   * @param target what the ratio or the figure is to be; empty for none
   */
  record Row(String what, String unit, String target) {

    Row(String what, String unit) {
      this(what, unit, "");
    }
  }

  /** Adds the figure of a round. */
  void add(Row row, String who, double figure) {
    figures
        .computeIfAbsent(row, first -> new LinkedHashMap<>())
        .computeIfAbsent(who, first -> new ArrayList<>())
        .add(figure);
    System.out.printf("%-18s %s: %s%n", who, row.what(), inWords(figure, row.unit()));
  }

  /** Adds that something did not work, if so. */
  void failed(String what, String who, Outcome outcome) {
    if (outcome.errors() > 0) {
      remark(
          "%s%s: %d of %d failed, first with %s"
              .formatted(
                  what,
                  who,
                  outcome.errors(),
                  outcome.errors() + outcome.done(),
                  outcome.firstError()));
    }
  }

  /** Adds what the figures alone do not say, such as that something failed. */
  void remark(String remark) {
    remarks.add(remark);
    System.out.println(title + ": " + remark);
  }

  /** As Markdown. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    List<String> head = new ArrayList<>(List.of("what"));
    head.addAll(others);
    head.add(subject);
    others.forEach(other -> head.add("÷ " + other));
    head.add("target");
    lines.add(line(head));
    lines.add(line(head.stream().map(_ -> "---").toList()));
    figures.forEach((row, measured) -> lines.add(line(cells(row, measured))));
    if (!remarks.isEmpty()) {
      lines.add("");
      remarks.forEach(remark -> lines.add("- " + remark));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private List<String> cells(Row row, Map<String, List<Double>> measured) {
    List<String> cells = new ArrayList<>(List.of(row.what()));
    Stream.concat(others.stream(), Stream.of(subject))
        .map(who -> measured.getOrDefault(who, List.of()))
        .map(all -> all.isEmpty() ? "" : inWords(median(all), row.unit()))
        .forEach(cells::add);
    List<Double> own = measured.getOrDefault(subject, List.of());
    for (String other : others) {
      List<Double> theirs = measured.getOrDefault(other, List.of());
      cells.add(own.isEmpty() || theirs.isEmpty() ? "" : number(ratio(own, theirs)));
    }
    cells.add(row.target());
    return cells;
  }

  private static double ratio(List<Double> own, List<Double> theirs) {
    return own.size() == theirs.size()
        ? median(IntStream.range(0, own.size()).mapToObj(i -> own.get(i) / theirs.get(i)).toList())
        : median(own) / median(theirs);
  }

  static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(each -> each).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String inWords(double figure, String unit) {
    return unit.isEmpty() ? number(figure) : number(figure) + " " + unit;
  }

  /** With about three digits, as more would say nothing. */
  private static String number(double figure) {
    if (Double.isNaN(figure)) {
      return "none";
    }
    String pattern = Math.abs(figure) >= 100 ? "%,.0f" : Math.abs(figure) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, figure);
  }
}
