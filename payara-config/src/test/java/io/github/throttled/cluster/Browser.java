package io.github.throttled.cluster;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

/**
 * Chromium without a screen, where Debian's packages put it. Where they are missing, the test is
 * skipped; where the tests decide about a change, it fails.
 */
final class Browser implements AutoCloseable {

    private static final String PACKAGES = "packages chromium and chromium-driver";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        Path chromium = Prerequisite.program("/usr/bin/chromium", PACKAGES);
        Path driver = Prerequisite.program("/usr/bin/chromedriver", PACKAGES);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options(chromium)));
    }

    private static ChromeOptions options(Path chromium) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toString());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments("--headless=new", "--hide-scrollbars", "--window-size=1440,1000");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox"); // Chromium refuses to have one then
        }
        return options;
    }

    /** Loads a page, as a user whose name and password stand in the address. */
    void open(URI address) {
        // One that differs only after # would not be loaded.
        driver.get("about:blank");
        driver.get(address.toString());
    }

    /** What a page that likes either is shown as: {@code light} or {@code dark}. */
    void prefer(String colorScheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
    }

    /** What the page has to fit into, and into how many dots each of its pixels is drawn. */
    void resize(int width, int height, double scale) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        scale,
                        "mobile",
                        false));
    }

    /** Takes it off the network, or lets it back. */
    void disconnect(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        0,
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
    }

    WebElement find(By by) {
        return driver.findElement(by);
    }

    List<WebElement> findAll(By by) {
        return driver.findElements(by);
    }

    /** What a JavaScript expression says. */
    Object value(String expression) {
        return driver.executeScript("return " + expression);
    }

    /** What a script hands to the function that is its last argument. */
    Object answer(String script) {
        return driver.executeAsyncScript(script);
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** What it had to complain about since it was last asked. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            complaints.add(entry.getMessage());
        }
        return complaints;
    }

    /** Waits until something is so. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(what, PATIENCE, condition);
    }

    /** Waits until something is so, and fails if that takes too long. */
    static void await(String what, Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("After " + patience + " not yet: " + what);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
