package io.github.throttled;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.github.throttled.client.ClientTexts;
import io.github.throttled.key.KeyTexts;
import io.github.throttled.operate.console.ConsoleTexts;
import io.github.throttled.policy.PolicyTexts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives all parsers of what clients, proxies, servers and operators send whatever reaches a branch
 * that nothing has reached yet. One test, since one at a time is run: the first byte says which
 * parser it is. {@code mvn -Pfuzz test -pl ratelimit-interceptor}
 */
class ParsersFuzz {

    private static final int OTHERS = 6;

    @FuzzTest(maxDuration = "5m")
    void every_text_is_read_or_refused(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int parser = input[0] & 0xff;
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (parser) {
            case 0 -> ConsoleTexts.body(bytes);
            case 1 -> ConsoleTexts.exported(text);
            case 2 -> KeyTexts.forwarded(text);
            case 3 -> ClientTexts.fields(text);
            case 4 -> PolicyTexts.address(text);
            case 5 -> PolicyTexts.path(text);
            default -> PolicyTexts.value(parser - OTHERS, text);
        }
    }
}
