package io.github.throttled.internal.response;

/**
 * The HTML body of a rejection, for users of a browser.
 *
 * <p>It says when to try again, and links to the login page if that may help. It loads no other
 * resource, needs no script, and supports light and dark color schemes. It stays readable where a
 * content security policy forbids its style.
 */
final class HtmlPage {

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { min-height: 90vh; display: grid; place-content: center; margin: 0 1.5rem;
              font: 1.125rem/1.6 system-ui, sans-serif; }
            main { max-width: 34rem; border-inline-start: .25rem solid #c77700; padding-inline-start: 1.5rem; }
            h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
            p { margin: 0; }
            p + p { margin-top: .75rem; }
            </style>
            </head>
            <body dir="auto">
            <main>
            <h1>%2$s</h1>
            <p>%s</p>%s
            </main>
            </body>
            </html>
            """;

    private static final String LINK = "\n<p><a href=\"%s\">%s</a></p>";

    private HtmlPage() {}

    static String of(RejectionDetails rejection) {
        return PAGE.formatted(
                escaped(rejection.texts().language().toLanguageTag()),
                escaped(rejection.title()),
                escaped(rejection.detail()),
                rejection.loginPage().map(page -> link(page, rejection.texts())).orElse(""));
    }

    private static String link(String page, Texts texts) {
        return LINK.formatted(escaped(page), escaped(texts.get("log-in")));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
