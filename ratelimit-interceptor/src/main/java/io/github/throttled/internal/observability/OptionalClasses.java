package io.github.throttled.internal.observability;

/** Detects optional classes of the server. */
public final class OptionalClasses {

    private OptionalClasses() {}

    /**
     * Whether a class is available. Code that needs the class may be loaded only then.
     *
     * @param name of the class, with its package
     */
    public static boolean is(String name) {
        try {
            Class.forName(name, false, OptionalClasses.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
