package io.github.throttled.internal.openapi;

/** Normalizes path templates, which JAX-RS and OpenAPI documents write differently. */
final class DocumentPath {

    private DocumentPath() {}

    /**
     * Returns the normalized form: with a leading slash, without a trailing one, and without the
     * regular expressions of {@code {name: regex}}.
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
     * Returns the part of a path below a base path; null if the path is not below it.
     *
     * @param base in normalized form; {@code /} for all paths
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
