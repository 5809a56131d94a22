package io.github.throttled.cluster;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console as who uses it sees it: by what is written on things. */
final class ConsolePage {

    private final Browser browser;

    private ConsolePage(Browser browser) {
        this.browser = browser;
    }

    /** The console of a node, as the operator sees it. */
    static ConsolePage open(Browser browser, Node node, String view) throws InterruptedException {
        browser.open(Login.OLIVIA.console(node, view));
        ConsolePage page = new ConsolePage(browser);
        Browser.await("data", () -> !browser.findAll(By.cssSelector("body.loaded")).isEmpty());
        return page;
    }

    /** One policy, when all of it is there. */
    static ConsolePage ofPolicy(Browser browser, Node node, String policy)
            throws InterruptedException {
        ConsolePage page = open(browser, node, "#policy/" + policy);
        Browser.await("the form", () -> !page.valueOf("Limit").isEmpty());
        return page;
    }

    /** All that can be read. */
    String text() {
        return browser.find(By.tagName("body")).getText();
    }

    void awaitText(String text) throws InterruptedException {
        Browser.await("'" + text + "' in the page", () -> read(this::text).contains(text));
    }

    /**
     * How many calls of a kind the card of a policy counts: {@code admitted} or {@code rejected}.
     */
    int counted(String policy, String kind) {
        Pattern number = Pattern.compile("([\\d,]+) " + kind);
        Matcher found = number.matcher(read(() -> card(policy).getText()));
        return found.find() ? Integer.parseInt(found.group(1).replace(",", "")) : 0;
    }

    /** The outline of what the chart of a policy shows of a kind of calls. */
    String outline(String policy, String kind) {
        return card(policy).findElement(By.cssSelector("path.area." + kind)).getDomAttribute("d");
    }

    /** What the chart of a policy says to who cannot see it. */
    String inWords(String policy) {
        return card(policy).findElement(By.cssSelector("svg.plot")).getDomAttribute("aria-label");
    }

    private WebElement card(String policy) {
        return browser.find(By.cssSelector("[data-policy='" + policy + "']"));
    }

    /** Lets the charts show one node, or all again. */
    void choose(String node) {
        WebElement choice = browser.find(By.cssSelector("#scope input[value='" + node + "']"));
        choice.sendKeys(Keys.SPACE);
    }

    /** Puts the policies into another order, and leaves the field. */
    void order(String words) {
        browser.find(By.xpath("//option[normalize-space()='" + words + "']")).click();
        browser.value("document.activeElement.blur()");
    }

    String valueOf(String label) {
        List<WebElement> labels =
                browser.findAll(By.xpath("//label[normalize-space()='" + label + "']"));
        return labels.isEmpty() ? "" : field(label).getDomProperty("value");
    }

    /** Types into a field, and submits its form. */
    void enter(String label, String value) {
        WebElement field = field(label);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), value, Keys.ENTER);
    }

    /** What stands in a field's description: where its value comes from, or what is wrong. */
    String aboutField(String label) {
        String[] ids = field(label).getDomAttribute("aria-describedby").split(" ");
        return browser.find(By.id(ids[0])).getText() + browser.find(By.id(ids[1])).getText();
    }

    private WebElement field(String label) {
        WebElement found = browser.find(By.xpath("//label[normalize-space()='" + label + "']"));
        return browser.find(By.id(found.getDomAttribute("for")));
    }

    /** Presses the first visible button with this text below an element. */
    void press(String below, String text) {
        String path = ".//button[normalize-space()='" + text + "']";
        browser.find(By.cssSelector(below)).findElements(By.xpath(path)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button '" + text + "' in " + text()))
                .sendKeys(Keys.ENTER);
    }

    boolean has(String below, String button) {
        String path = ".//button[normalize-space()='" + button + "']";
        return browser.find(By.cssSelector(below)).findElements(By.xpath(path)).stream()
                .anyMatch(WebElement::isDisplayed);
    }

    /** What an element says that the page may exchange meanwhile. */
    private static String read(Supplier<String> text) {
        try {
            return text.get();
        } catch (StaleElementReferenceException exchanged) {
            return "";
        }
    }
}
