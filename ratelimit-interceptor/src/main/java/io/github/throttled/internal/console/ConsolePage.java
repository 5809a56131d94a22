package io.github.throttled.internal.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The page of the console: one document that loads no other resource. Thread-safe. */
final class ConsolePage {

    private static final int NONCE_BYTES = 18;

    private static final String POLICY =
            "default-src 'none'; script-src 'nonce-%1$s'; style-src 'nonce-%1$s';"
                    + " connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();
    private final String html;

    private ConsolePage(String html) {
        this.html = html;
    }

    /** Loads the page from this jar. */
    static ConsolePage load() {
        return new ConsolePage(
                resource("console.html")
                        .replace("/*console.css*/", resource("console.css"))
                        .replace("/*console.js*/", resource("console.js")));
    }

    /** Returns a random nonce for one response. Injected scripts cannot know it. */
    String newNonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }

    String html(String nonce) {
        return html.replace("{nonce}", nonce);
    }

    /** Returns the content security policy of the page. */
    static String securityPolicy(String nonce) {
        return POLICY.formatted(nonce);
    }

    private static String resource(String name) {
        try (InputStream in = ConsolePage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
