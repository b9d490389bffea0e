package dev.deskhand.cards;

import dev.deskhand.status.Outage.Severity;
import dev.deskhand.status.OutageSummary;
import dev.deskhand.status.OutageSummary.ServiceShare;
import dev.deskhand.status.OutageSummary.Stretch;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One drawing of an outage summary. The chart library draws time and bars; what stands above each
 * bar is written afterwards, since it has no place for it. Sizes are chosen so that the picture can
 * be read at a third of its size, on a phone.
 */
final class OutageDrawing {

  private static final int WIDTH = 1200;
  private static final int MARGIN = 40;
  private static final int HEAD = 100;
  private static final int ROW = 80;
  private static final int FOOT = 80;
  private static final int MOST_ROWS = 8;
  private static final float BAR = 24;

  /** A shorter outage would not be seen. */
  private static final int SHORTEST_BAR = 4;

  private static final Color INK = new Color(0x1F2933);
  private static final Color FAINT_INK = new Color(0x52606D);
  private static final Color GRID = new Color(0xD9DEE4);
  private static final Color TRACK = new Color(0xE8F1EC);
  private static final Color DOWN = new Color(0xB91C1C);
  private static final Color DEGRADED = new Color(0xF2A93B);

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 32);
  private static final Font NAME = new Font(Font.SANS_SERIF, Font.BOLD, 26);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 24);

  private final OutageSummary summary;
  private final ZoneId zone;
  private final Instant now;
  private final List<ServiceShare> rows;
  private final List<TimeMarks.Mark> marks;
  private int lines;

  OutageDrawing(OutageSummary summary, ZoneId zone, Instant now) {
    this.summary = summary;
    this.zone = zone;
    this.now = now.isAfter(summary.until()) ? summary.until() : now;
    this.marks = TimeMarks.between(summary.from(), summary.until(), zone);
    this.rows = summary.services().stream().limit(MOST_ROWS).toList();
  }

  BufferedImage draw() {
    XYChart chart = chart();
    BufferedImage image = BitmapEncoder.getBufferedImage(chart);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      head(pen);
      foot(pen, chart);
      for (int row = 0; row < rows.size(); row++) {
        int bar = (int) Math.round(chart.getScreenYFromChart(height(row)));
        label(pen, rows.get(row), bar - (int) BAR / 2 - 10);
      }
    } finally {
      pen.dispose();
    }
    return image;
  }

  private XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(MARGIN + HEAD + ROW * rows.size() + FOOT + MARGIN)
            .xAxisTitle("Time (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId()) + ")")
            .build();
    style(chart);
    double top = rows.size() + (double) HEAD / ROW;
    for (TimeMarks.Mark mark : marks) {
      line(chart, List.of(Date.from(mark.at()), Date.from(mark.at())), List.of(0.0, top))
          .setLineColor(GRID)
          .setLineStyle(new BasicStroke(1));
    }
    for (int row = 0; row < rows.size(); row++) {
      bar(chart, row, summary.from(), now, TRACK);
      for (Stretch stretch : stretches(rows.get(row).service())) {
        Instant visible = stretch.from().plus(shortest());
        bar(
            chart,
            row,
            stretch.from(),
            stretch.until().isBefore(visible) ? visible : stretch.until(),
            stretch.severity() == Severity.DOWN ? DOWN : DEGRADED);
      }
    }
    return chart;
  }

  private void style(XYChart chart) {
    chart
        .getStyler()
        .setXAxisMin((double) summary.from().toEpochMilli())
        .setXAxisMax((double) summary.until().toEpochMilli())
        .setYAxisMin(0.0)
        .setYAxisMax(rows.size() + (double) HEAD / ROW)
        .setYAxisTicksVisible(false)
        .setYAxisTitleVisible(false)
        .setAxisTickLabelsFont(TEXT)
        .setAxisTitleFont(TEXT)
        .setAxisTickLabelsColor(FAINT_INK)
        .setPlotGridLinesVisible(false)
        .setAxisTicksLineVisible(false)
        .setAxisTicksMarksVisible(false)
        // the marks are the desk's own, and this keeps their place
        .setxAxisTickLabelsFormattingFunction(_ -> " ")
        .setPlotMargin(0);
    chart
        .getStyler()
        .setLocale(Locale.ENGLISH)
        .setLegendVisible(false)
        .setChartTitleVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartFontColor(FAINT_INK)
        .setChartPadding(MARGIN)
        .setPlotContentSize(1);
  }

  /** What is down covers what is degraded, as it does in the figures. */
  private List<Stretch> stretches(String service) {
    return summary.outages().stream()
        .filter(entry -> entry.outage().service().equals(service))
        .flatMap(entry -> entry.stretches().stream())
        .sorted(Comparator.comparing(Stretch::severity).thenComparing(Stretch::from))
        .toList();
  }

  private Duration shortest() {
    return Duration.between(summary.from(), summary.until())
        .multipliedBy(SHORTEST_BAR)
        .dividedBy(WIDTH - 2 * MARGIN);
  }

  private void bar(XYChart chart, int row, Instant from, Instant until, Color colour) {
    if (!until.isAfter(from)) {
      return;
    }
    line(chart, List.of(Date.from(from), Date.from(until)), List.of(height(row), height(row)))
        .setLineColor(colour)
        .setLineStyle(new BasicStroke(BAR, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
  }

  private XYSeries line(XYChart chart, List<Date> times, List<Double> heights) {
    XYSeries line = chart.addSeries("line " + lines++, times, heights);
    line.setMarker(SeriesMarkers.NONE);
    return line;
  }

  /** What the marks of the time axis say, each below its mark and none over the edge. */
  private void foot(Graphics2D pen, XYChart chart) {
    pen.setFont(TEXT);
    pen.setColor(FAINT_INK);
    int baseline =
        (int) Math.round(chart.getScreenYFromChart(0)) + 8 + pen.getFontMetrics().getAscent();
    int free = 0;
    for (TimeMarks.Mark mark : marks) {
      int width = pen.getFontMetrics().stringWidth(mark.label());
      int at = (int) Math.round(chart.getScreenXFromChart(mark.at().toEpochMilli()));
      int start = Math.clamp(at - width / 2, MARGIN, WIDTH - MARGIN - width);
      if (start >= free) {
        pen.drawString(mark.label(), start, baseline);
        free = start + width + 12;
      }
    }
  }

  /** Where a row's bar is on the vertical axis; the first row is the topmost. */
  private double height(int row) {
    return rows.size() - row - 0.75;
  }

  private void head(Graphics2D pen) {
    DateTimeFormatter day =
        DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(zone);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, MARGIN + HEAD);
    pen.setColor(INK);
    pen.setFont(TITLE);
    pen.drawString(
        "Outages, " + day.format(summary.from()) + " to " + day.format(summary.until()),
        MARGIN,
        MARGIN + 30);
    int left = MARGIN;
    left = key(pen, "down", DOWN, left);
    left = key(pen, "degraded", DEGRADED, left);
    left = key(pen, "neither", TRACK, left);
    int hidden = summary.services().size() - rows.size();
    if (hidden > 0) {
      pen.setColor(FAINT_INK);
      pen.drawString("and " + hidden + " more with less downtime", left, MARGIN + 74);
    }
  }

  private static int key(Graphics2D pen, String word, Color colour, int left) {
    pen.setFont(TEXT);
    pen.setColor(colour);
    pen.fillRect(left, MARGIN + 55, 24, 22);
    pen.setColor(FAINT_INK);
    pen.drawString(word, left + 34, MARGIN + 74);
    return left + 34 + pen.getFontMetrics().stringWidth(word) + 36;
  }

  private static void label(Graphics2D pen, ServiceShare share, int baseline) {
    pen.setFont(TEXT);
    String figures = figures(share);
    int start = WIDTH - MARGIN - pen.getFontMetrics().stringWidth(figures);
    pen.setColor(missed(share) ? DOWN : FAINT_INK);
    pen.drawString(figures, start, baseline);
    pen.setFont(NAME);
    pen.setColor(INK);
    pen.drawString(fitting(pen, share.service(), start - MARGIN - 24), MARGIN, baseline);
  }

  private static String figures(ServiceShare share) {
    List<String> parts = new ArrayList<>();
    if (share.downtime().isPositive()) {
      parts.add("down " + DurationWords.of(share.downtime()));
    }
    if (share.degraded().isPositive()) {
      parts.add("degraded " + DurationWords.of(share.degraded()));
    }
    parts.add("up " + share.availability().toPlainString() + " %" + agreed(share));
    return String.join(" · ", parts);
  }

  private static String agreed(ServiceShare share) {
    BigDecimal level = share.level();
    return level == null
        ? ""
        : " (agreed "
            + level.stripTrailingZeros().toPlainString()
            + " %"
            + (missed(share) ? ", missed)" : ")");
  }

  private static boolean missed(ServiceShare share) {
    BigDecimal level = share.level();
    return level != null && share.availability().compareTo(level) < 0;
  }

  private static String fitting(Graphics2D pen, String text, int width) {
    String fitting = text;
    while (fitting.length() > 1 && pen.getFontMetrics().stringWidth(fitting) > width) {
      int end = fitting.length() - (fitting.endsWith("…") ? 2 : 1);
      fitting = fitting.substring(0, end).stripTrailing() + "…";
    }
    return fitting;
  }
}
