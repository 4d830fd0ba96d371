package io.follow.gateway.settings;

/** A setting that cannot be understood, or settings that do not go together. The message is one line for the operator. */
public class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }
}
