package io.follow.gateway.job;

/** Sanitizes text for a one-line field that operators read on terminals. */
public final class OneLine {

    /** The maximum length, in UTF-16 units. */
    static final int MAX_LENGTH = 500;

    private static final String ELLIPSIS = "…";
    private static final int REPLACEMENT = 0xFFFD;

    private OneLine() {}

    /**
     * Reduces a text to one line: white space and control characters become single spaces, invisible format characters
     * (which can reorder a line) are dropped, lone surrogates are replaced, and the text is truncated to the maximum
     * length.
     *
     * @param text any text
     * @return at most {@link #MAX_LENGTH} UTF-16 units, trimmed; empty when nothing visible was in the text
     */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH + 2));
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= MAX_LENGTH; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.SPACE_SEPARATOR,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> gap = true;
                case Character.FORMAT -> {}
                default -> {
                    if (gap && !line.isEmpty()) {
                        line.append(' ');
                    }
                    gap = false;
                    line.appendCodePoint(Character.getType(character) == Character.SURROGATE ? REPLACEMENT : character);
                }
            }
        }
        return line.length() <= MAX_LENGTH ? line.toString() : cut(line);
    }

    private static String cut(StringBuilder line) {
        int end = MAX_LENGTH - ELLIPSIS.length();
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + ELLIPSIS;
    }
}
