package io.github.throttled.internal.observability;

/** What the server has of the things that it may have. */
public final class OptionalClasses {

    private OptionalClasses() {}

    /**
     * Whether this jar can use a class. Only then may one of ours be touched that needs it.
     *
     * @param name with its package
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
