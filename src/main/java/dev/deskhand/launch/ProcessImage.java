package dev.deskhand.launch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts another program in the place of this process, as {@code execve(2)} does: it keeps the id,
 * the parent and the streams, so that nobody has to pass signals on, or an exit code.
 */
final class ProcessImage {

  private static final Path OPEN_FILES = Path.of("/dev/fd");
  private static final int LAST_OF_THE_STREAMS = 2;

  /** The same on Linux and macOS. */
  private static final int F_SETFD = 2;

  private static final int FD_CLOEXEC = 1;

  private ProcessImage() {}

  /**
   * Returns only by an exception; then this process is as it was.
   *
   * @param command the program's path and its arguments
   * @param environment all of it
   * @param kept the open file that the program inherits, with the lock on it; all others are closed
   * @throws IOException if this system cannot do it, or refuses to
   */
  static void replace(List<String> command, Map<String, String> environment, Path kept)
      throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      throw new IOException("a process cannot be replaced here");
    }
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      MethodHandle execute =
          linker.downcallHandle(
              library.findOrThrow("execve"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS));
      MethodHandle control =
          linker.downcallHandle(
              library.findOrThrow("fcntl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT),
              Linker.Option.firstVariadicArg(2));
      for (int open : openBesides(kept)) {
        var _ = (int) control.invokeExact(open, F_SETFD, FD_CLOEXEC);
      }
      MemorySegment program = arena.allocateFrom(command.getFirst());
      MemorySegment arguments = strings(arena, command);
      MemorySegment variables =
          strings(
              arena,
              environment.entrySet().stream()
                  .map(variable -> variable.getKey() + "=" + variable.getValue())
                  .toList());
      var _ = (int) execute.invokeExact(program, arguments, variables);
      throw new IOException("the process was not replaced by " + command.getFirst());
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("a process cannot be replaced here", e);
    }
  }

  private static List<Integer> openBesides(Path kept) throws IOException {
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      return open.filter(file -> !isSame(file, kept))
          .map(file -> Integer.parseInt(file.getFileName().toString()))
          .filter(number -> number > LAST_OF_THE_STREAMS)
          .toList();
    }
  }

  private static boolean isSame(Path file, Path kept) {
    try {
      return Files.isSameFile(file, kept);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /** As C has them: pointers to the strings, and one that points nowhere. */
  private static MemorySegment strings(Arena arena, List<String> strings) {
    MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return pointers;
  }
}
