package io.follow.gateway.image.heif;

/** A file that cannot be read. Its message is one line: what was found and what was expected. */
public final class HeifException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why a file cannot be read. */
    public enum Kind {
        /** The boxes are damaged, truncated or contradict each other. */
        BROKEN,
        /** A limit is exceeded. */
        TOO_LARGE,
        /** Well-formed, but not supported. */
        UNSUPPORTED
    }

    private HeifException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static HeifException broken(String message) {
        return new HeifException(Kind.BROKEN, message);
    }

    static HeifException tooLarge(String found, String allowed) {
        return new HeifException(Kind.TOO_LARGE, "the header holds " + found + "; allowed: " + allowed);
    }

    static HeifException unsupported(String message) {
        return new HeifException(Kind.UNSUPPORTED, message);
    }

    /** Why the file cannot be read. */
    public Kind kind() {
        return kind;
    }
}
