package io.github.throttled;

import io.github.throttled.client.ClientTexts;
import io.github.throttled.internal.config.reader.ConfigTexts;
import io.github.throttled.internal.config.route.RouteTexts;
import io.github.throttled.internal.console.ConsoleTexts;
import io.github.throttled.internal.key.ForwardingTexts;
import io.github.throttled.internal.net.IpAddress;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives bytes to the parsers of everything that clients, proxies, servers and operators send. The
 * first byte chooses the parser, so that a fuzzer and a file of the corpus reach all of them.
 */
final class ParserInputs {

    private ParserInputs() {}

    /**
     * Lets a parser read the rest of the input.
     *
     * @throws AssertionError if the result cannot be right
     */
    static void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (input[0]) {
            case 'b' -> ConsoleTexts.body(bytes);
            case 'e' -> ConsoleTexts.exported(text);
            case 'f' -> ForwardingTexts.forwarded(text);
            case 'r' -> ClientTexts.fields(text);
            case 'i' -> address(text);
            case 'p' -> RouteTexts.path(text);
            default -> ConfigTexts.value(input[0], text);
        }
    }

    /** An address stays the same when it is written and read again. */
    private static void address(String text) {
        IpAddress address = IpAddress.parse(text);
        if (address != null && !address.equals(IpAddress.parse(address.toString()))) {
            throw new AssertionError(text + " is not " + address);
        }
    }
}
