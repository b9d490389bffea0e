package dev.deskhand.cards;

import dev.deskhand.status.OutageSummary;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The picture of an outage summary: when each service was down or degraded, and how much. */
@Component
public final class OutageChart {

  private static final Logger log = LoggerFactory.getLogger(OutageChart.class);

  private final Clock clock;
  private final Function<OutageDrawing, BufferedImage> draw;
  private final AtomicBoolean cannotDraw = new AtomicBoolean();

  @Autowired
  OutageChart(Clock clock) {
    this(clock, OutageDrawing::draw);
  }

  OutageChart(Clock clock, Function<OutageDrawing, BufferedImage> draw) {
    this.clock = clock;
    this.draw = draw;
  }

  /**
   * Draws a summary: a row for each of the eight services with the longest downtime, over the
   * period's time. 1200 pixels wide, 340 to 900 high.
   *
   * @param zone the zone in which the times are written
   * @return the picture in PNG format; empty if there was no outage, or if this machine cannot draw
   *     (it has no fonts), which is logged once
   */
  public Optional<byte[]> png(OutageSummary summary, ZoneId zone) {
    if (summary.services().isEmpty() || cannotDraw.get()) {
      return Optional.empty();
    }
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      OutageDrawing drawing = new OutageDrawing(summary, zone, clock.instant());
      ImageIO.write(draw.apply(drawing), "png", png);
      return Optional.of(png.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // where fonts or their library are missing, the JDK throws now this, now that
      if (cannotDraw.compareAndSet(false, true)) {
        log.warn(
            "No pictures: this machine cannot draw them (fonts and fontconfig missing?): {}",
            e.toString());
      }
      return Optional.empty();
    }
  }
}
