package io.github.throttled.internal.response;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of responses in one language. Immutable. */
final class Texts {

    private static final String PLACEHOLDER = "{0}";

    private final Locale language;
    private final Map<String, String> texts = new HashMap<>();

    /**
     * @param language of the texts
     * @param bundles in order of precedence; the last one contains all texts
     */
    Texts(Locale language, List<ResourceBundle> bundles) {
        this.language = language;
        for (ResourceBundle bundle : bundles) {
            bundle.keySet().forEach(key -> texts.putIfAbsent(key, bundle.getString(key)));
        }
    }

    Locale language() {
        return language;
    }

    String get(String key) {
        return texts.get(key);
    }

    /** Returns a text with its placeholder replaced. */
    String get(String key, Object what) {
        return get(key).replace(PLACEHOLDER, what.toString());
    }
}
