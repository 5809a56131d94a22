package io.github.throttled.operate;

/** What the server has of the things that it may have. */
public final class Present {

    private Present() {}

    /**
     * Whether this jar can use a class. Only then may one of ours be touched that needs it.
     *
     * @param name with its package
     */
    public static boolean is(String name) {
        try {
            Class.forName(name, false, Present.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
