package io.follow.gateway.settings;

/**
 * The value of a setting.
 *
 * @param variable the name under which it was found, for messages
 * @param value as it was given, without surrounding blanks
 */
record GivenValue(String variable, String value) {

    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return variable;
    }
}
