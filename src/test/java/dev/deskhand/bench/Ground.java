package dev.deskhand.bench;

import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.Jar;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What all scenes stand on.
 *
 * @param here the desk that was built here
 * @param beside the jars that it is compared with, if any
 * @param folder where desks have their data while they are measured
 */
record Ground(Settings settings, Jar here, List<Jar> beside, Path folder) {

  /** Desks that run side by side; closing it stops all of them. */
  record Desks(List<BenchedDesk> all) implements AutoCloseable {

    /** In another order each round, so that nobody is always the first. */
    List<BenchedDesk> inTurn(int round) {
      List<BenchedDesk> turned = new ArrayList<>(all);
      Collections.rotate(turned, round);
      return turned;
    }

    /** The one that was built here. */
    BenchedDesk here() {
      return all.getFirst();
    }

    @Override
    public void close() throws SQLException {
      for (BenchedDesk desk : all) {
        desk.close();
      }
    }
  }

  /** The jars that are compared, that of this build first. */
  List<Jar> jars() {
    List<Jar> jars = new ArrayList<>(List.of(here));
    jars.addAll(beside);
    return jars;
  }

  /** The same for a scene whose desks have their data in a folder of its own. */
  Ground of(Scene scene) {
    return new Ground(settings, here, beside, folder.resolve(scene.name()));
  }

  /** Where a jar's desk has its data, of which there may be several kinds in a scene. */
  Path folder(String kind, Jar jar) {
    return folder.resolve(kind + "-" + jar.name().replaceAll("\\W", "-"));
  }

  /** A desk of each jar, with the same settings. */
  Desks start(String kind, Map<String, String> settings)
      throws IOException, InterruptedException, SQLException {
    List<BenchedDesk> started = new ArrayList<>();
    try {
      for (Jar jar : jars()) {
        started.add(BenchedDesk.start(jar, folder(kind, jar), settings));
      }
      return new Desks(List.copyOf(started));
    } catch (IOException | InterruptedException | SQLException e) {
      new Desks(started).close();
      throw e;
    }
  }

  /** A table that compares the desk of this build with those beside it. */
  Table table(String title) {
    return new Table(title, here.name(), beside.stream().map(Jar::name).toList());
  }
}
