package io.github.throttled.internal.response;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What clients read, in one language. Immutable. */
final class Texts {

    private static final String PLACEHOLDER = "{0}";

    private final Locale language;
    private final Map<String, String> texts = new HashMap<>();

    /**
     * @param bundles of the language; what is in none of them is said in the language of the last
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

    /** A text about something. */
    String get(String key, Object what) {
        return get(key).replace(PLACEHOLDER, what.toString());
    }
}
