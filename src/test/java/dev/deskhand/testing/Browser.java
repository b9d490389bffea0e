package dev.deskhand.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.util.FileSystemUtils;

/**
 * Windows of a real Chromium without a screen, which is started once, with a profile of its own
 * that goes with it. A test that opens one is skipped with a message where Chromium or its driver
 * is absent; nothing is downloaded.
 */
public final class Browser implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static @Nullable ChromeDriver started;

  private final ChromeDriver driver;
  private final Look look;

  /** The window that is there as long as Chromium runs, and shows nothing. */
  private final String first;

  private Browser(ChromeDriver driver, Look look) {
    this.driver = driver;
    this.look = look;
    first = driver.getWindowHandle();
  }

  /** What the browser looks like to a page. */
  public enum Look {
    DESKTOP(1280, 900, false, false),
    DESKTOP_DARK(1280, 900, false, true),
    PHONE(360, 740, true, false),
    PHONE_DARK(360, 740, true, true);

    private final int width;
    private final int height;
    private final boolean phone;
    private final boolean dark;

    Look(int width, int height, boolean phone, boolean dark) {
      this.width = width;
      this.height = height;
      this.phone = phone;
      this.dark = dark;
    }
  }

  /** Opens one for one test at a time, or skips the test. */
  public static synchronized Browser open(Look look) {
    ChromeDriver driver = started;
    if (driver == null) {
      driver = start();
      started = driver;
    }
    return new Browser(driver, look);
  }

  private static ChromeDriver start() {
    Optional<File> chromium = program("chromium", "chromium-browser", "google-chrome");
    Optional<File> chromedriver = program("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "Skipped: this test needs chromium and chromedriver, and they are not installed");
    try {
      Path profile = Files.createTempDirectory("deskhand-browser");
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(chromedriver.orElseThrow())
              .usingAnyFreePort()
              .build();
      ChromeDriver driver = new ChromeDriver(service, options(chromium.orElseThrow(), profile));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(driver, profile)));
      return driver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(ChromeDriver driver, Path profile) {
    driver.quit();
    try {
      FileSystemUtils.deleteRecursively(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChromeOptions options(File chromium, Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--user-data-dir=" + profile,
        "--window-size=1280,900");
    return options;
  }

  private static Optional<File> program(String... names) {
    List<String> folders = List.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"));
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a window beside those that are there. */
  public Window window(String url) {
    driver.switchTo().newWindow(WindowType.WINDOW);
    Window window = new Window(driver.getWindowHandle());
    if (look.phone) {
      driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of(
              "width", look.width, "height", look.height, "deviceScaleFactor", 2, "mobile", true));
      driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
    } else {
      window.resize(look.width, look.height);
    }
    if (look.dark) {
      driver.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }
    driver.get(url);
    return window;
  }

  /** Closes the windows that were opened, and forgets their cookies. */
  @Override
  public void close() {
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    for (String handle : driver.getWindowHandles()) {
      if (!handle.equals(first)) {
        driver.switchTo().window(handle).close();
      }
    }
    driver.switchTo().window(first);
  }

  /** One window of the browser. Whatever is asked for is waited for. */
  public final class Window {

    private final String handle;

    private Window(String handle) {
      this.handle = handle;
    }

    private void front() {
      if (!handle.equals(driver.getWindowHandle())) {
        driver.switchTo().window(handle);
      }
    }

    /** The last element that a CSS selector finds, once there is one that is shown. */
    public WebElement find(String css) {
      return waitFor(css, () -> shown(css).findFirst());
    }

    /** Waits until the page shows a text. */
    public void see(String text) {
      waitFor(
          "\"" + text + "\"", () -> text().contains(text) ? Optional.of(text) : Optional.empty());
    }

    /** Presses the last button that is labelled so, within what the selector finds. */
    public void press(String css, String label) {
      waitFor(
              "button \"" + label + "\" within " + css,
              () -> shown(css + " button").filter(b -> b.getText().equals(label)).findFirst())
          .click();
    }

    private Stream<WebElement> shown(String css) {
      return driver.findElements(By.cssSelector(css)).reversed().stream()
          .filter(WebElement::isDisplayed);
    }

    private <T> T waitFor(String what, Callable<Optional<T>> look) {
      front();
      try {
        return await()
            .atMost(PATIENCE)
            .ignoreException(StaleElementReferenceException.class)
            .until(look, Optional::isPresent)
            .orElseThrow();
      } catch (ConditionTimeoutException e) {
        throw new AssertionError("No " + what + " in: " + text(), e);
      }
    }

    /** What the page shows, as text. */
    public String text() {
      front();
      return driver.findElement(By.tagName("body")).getText();
    }

    /** What a script answers. */
    public @Nullable Object run(String script, Object... arguments) {
      front();
      return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Makes it another size, in CSS pixels. */
    public void resize(int width, int height) {
      front();
      driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Writes what is seen as a PNG file. */
    public void screenshot(Path file) {
      front();
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
