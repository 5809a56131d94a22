package io.github.throttled.internal.openapi;

/** A path template, as JAX-RS and OpenAPI documents write it in different ways. */
final class DocumentPath {

    private DocumentPath() {}

    /**
     * The one form for both: with a slash at the beginning and none at the end, and without the
     * regular expressions that JAX-RS allows in {@code {name: regex}}.
     */
    static String of(String template) {
        StringBuilder path = new StringBuilder("/");
        int depth = 0;
        boolean isRegex = false;
        for (char c : template.toCharArray()) {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            isRegex = depth > 0 && (isRegex || c == ':');
            boolean isTwice = c == '/' && path.charAt(path.length() - 1) == '/';
            if (!isRegex && !isTwice && !Character.isWhitespace(c)) {
                path.append(c);
            }
        }
        int end = path.length() - 1;
        return end > 0 && path.charAt(end) == '/' ? path.substring(0, end) : path.toString();
    }

    /**
     * What comes below another path; null if it is not below it.
     *
     * @param base in this form; {@code /} for all
     */
    static String below(String base, String path) {
        if (base.equals("/")) {
            return path;
        }
        return path.equals(base)
                ? "/"
                : path.startsWith(base + '/') ? path.substring(base.length()) : null;
    }
}
