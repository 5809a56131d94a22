package io.github.throttled.benchmark;

/** What is asked over HTTP. The first is what the others are compared with. */
enum Endpoint {
    UNTHROTTLED("the same resource without Throttled", War.PLAIN, "leased", 200, false),
    LEASED("`lease=auto`, admitted", War.THROTTLED, "leased", 200, true),
    DENIED("denied: 429 with its fields and its body", War.THROTTLED, "denied", 429, true),
    LOCAL("`store=local`, admitted", War.LOCAL, "strict", 200, false),
    STRICT("strict, admitted", War.THROTTLED, "strict", 200, false);

    private final String label;
    private final War war;
    private final String name;
    private final int status;
    private final boolean isBound;

    Endpoint(String label, War war, String name, int status, boolean isBound) {
        this.label = label;
        this.war = war;
        this.name = name;
        this.status = status;
        this.isBound = isBound;
    }

    /** As the table calls it. */
    String label() {
        return label;
    }

    String path() {
        return '/' + war.context() + "/book/" + name;
    }

    /** Of every answer. */
    int status() {
        return status;
    }

    /** Whether the targets speak of it. */
    boolean isBound() {
        return isBound;
    }
}
