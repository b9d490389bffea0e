package dev.deskhand.bench;

import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.Jar;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** How long it is from {@code java -jar} until a desk says that it is ready, one at a time. */
final class StartScene implements Scene {

  private static final Row FIRST = new Row("ready after java -jar, nothing there yet", "s");
  static final Row LATER = new Row("ready after java -jar, its data there", "s", "≤ 0.4");

  @Override
  public String name() {
    return "start";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Table table = ground.table("Start");
    for (Jar jar : ground.jars()) {
      table.add(FIRST, jar.name(), seconds(ground, unpackedNowhere(ground, jar)));
    }
    for (int round = 0; round < ground.settings().rounds(); round++) {
      List<Jar> turned = new ArrayList<>(ground.jars());
      Collections.rotate(turned, round);
      for (Jar jar : turned) {
        table.add(LATER, jar.name(), seconds(ground, jar));
      }
    }
    return table;
  }

  private static double seconds(Ground ground, Jar jar) throws Exception {
    try (BenchedDesk desk = BenchedDesk.start(jar, ground.folder("desk", jar), Map.of())) {
      return seconds(desk.startedIn());
    }
  }

  private static Jar unpackedNowhere(Ground ground, Jar jar) throws IOException {
    return jar.copiedTo(ground.folder("jar", jar));
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
