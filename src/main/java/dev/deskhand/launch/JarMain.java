package dev.deskhand.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * What {@code java -jar} starts: it puts in its place a virtual machine that loads the desk from
 * {@link UnpackedJar} and {@link StartCache}, with the options that this one was given. Where a
 * process cannot be replaced, or is not to be ({@code -Ddeskhand.replace-process=false}), this one
 * loads the desk from the unpacked jar.
 */
public final class JarMain {

  private static final String REPLACES = "deskhand.replace-process";

  static final String DESK = "dev.deskhand.DeskhandApplication";

  /** What they say is among the options that this virtual machine was given. */
  private static final List<String> READ_ALREADY = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  /** Whoever gives one of these sees to the cache themselves. */
  private static final List<String> OWN_CACHE = List.of("-XX:AOT", "-Xshare", "-XX:SharedArchive");

  /** Instead of a quarter of the machine's memory; what is long is streamed. */
  private static final String HEAP = "-Xmx512m";

  private static final List<String> OWN_HEAP =
      List.of("-Xmx", "-XX:MaxHeapSize", "-XX:MaxRAM", "-XX:InitialRAM", "-XX:MinRAM");

  /** A cache is good for these alone. */
  static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED");

  private JarMain() {}

  /** Starts the desk, or carries out the command that is given. */
  public static void main(String[] args) throws Throwable {
    Path jar = Path.of(System.getProperty("java.class.path"));
    UnpackedJar program;
    try {
      program = UnpackedJar.of(jar);
    } catch (IOException e) {
      LoggerFactory.getLogger("dev.deskhand")
          .error(
              "Deskhand cannot start: its program cannot be unpacked beside {} or to {} ({})",
              jar,
              System.getProperty("java.io.tmpdir"),
              e.getMessage());
      System.exit(1);
      return;
    }
    if (!"false".equals(System.getProperty(REPLACES))) {
      try {
        ProcessImage.replace(command(program, args), environment(), program.lock());
      } catch (IOException e) {
        LoggerFactory.getLogger(JarMain.class).debug("The desk runs in this process", e);
      }
    }
    runHere(program, args);
  }

  private static List<String> command(UnpackedJar program, String[] args) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    String classPath =
        program.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.add("-XX:+ExitOnOutOfMemoryError");
    if (given.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      command.add("-XX:+UseSerialGC");
    }
    if (noneOf(OWN_HEAP, given)) {
      command.add(HEAP);
    }
    if (noneOf(OWN_CACHE, given)) {
      command.addAll(StartCache.in(program.folder()).options());
    }
    command.addAll(OPTIONS);
    command.addAll(given);
    command.addAll(List.of("-cp", classPath, DESK));
    command.addAll(List.of(args));
    return command;
  }

  private static boolean noneOf(List<String> beginnings, List<String> options) {
    return options.stream().noneMatch(option -> beginnings.stream().anyMatch(option::startsWith));
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    READ_ALREADY.forEach(environment::remove);
    return environment;
  }

  private static void runHere(UnpackedJar program, String[] args) throws Throwable {
    ClassLoader loader =
        new URLClassLoader("deskhand", urls(program), ClassLoader.getPlatformClassLoader());
    forgetNestedJars();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader.loadClass(DESK).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static URL[] urls(UnpackedJar program) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : program.classPath()) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** The launcher put its own reading of jars in place of the JDK's, for all of the process. */
  private static void forgetNestedJars() {
    System.clearProperty("java.protocol.handler.pkgs");
    URL.setURLStreamHandlerFactory(null);
  }
}
