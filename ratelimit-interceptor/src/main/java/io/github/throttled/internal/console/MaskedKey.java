package io.github.throttled.internal.console;

/**
 * Masks a key for lists: distinguishable from other keys, but not identifiable on a screen. Of an
 * address the last part is masked, of other keys the last third.
 */
final class MaskedKey {

    private static final char MORE = '…';
    private static final int SHORT = 4;

    private MaskedKey() {}

    static String of(String key) {
        int value = key.indexOf(':') + 1;
        int length = key.length() - value;
        if (value == 0 || length <= SHORT) {
            return key;
        }
        int lastPart = Math.max(key.lastIndexOf('.'), key.lastIndexOf(':')) + 1;
        boolean isAddress = key.startsWith("ip:") && lastPart > value;
        return key.substring(0, isAddress ? lastPart : value + length * 2 / 3) + MORE;
    }
}
