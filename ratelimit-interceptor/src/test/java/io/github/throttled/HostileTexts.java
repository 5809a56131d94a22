package io.github.throttled;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What clients send who mean no good: up to 64 KB of what others give a meaning to. */
public final class HostileTexts {

    private static final int MOST = 65_536;

    private HostileTexts() {}

    /** Any of it. */
    public static Arbitrary<String> any() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "\r\nInjected: yes",
                        "\r\n\r\n<script>alert(1)</script>",
                        "\n2000-01-01 00:00:00 SEVERE forged",
                        "\u2028",
                        "\u0085",
                        "\u001b[2J",
                        "\u202e",
                        "\ud800",
                        "\udc00",
                        "\u0000",
                        "\u007f",
                        "\ufeff",
                        "\",\"x\":\"",
                        "\\",
                        "'",
                        "<!--",
                        "-->",
                        "</title><b>",
                        "&amp;",
                        "&",
                        "{0}",
                        "%s",
                        "${x}",
                        "%0d%0a",
                        "%zz",
                        "%",
                        "+",
                        "=",
                        "&q=",
                        ";",
                        ", ",
                        "$Version=x",
                        "//",
                        "/../",
                        ";q=1;w=60",
                        "#",
                        "[3]",
                        "x",
                        "\uff11",
                        "\ud83d\ude00");
        return Arbitraries.oneOf(
                pieces.list().ofMinSize(1).ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(60),
                pieces.map(piece -> piece.repeat(MOST / piece.length())));
    }
}
