package io.follow.gateway.cli;

/** A call to a running gateway failed. The message is one line. */
final class GatewayCallException extends Exception {

    private static final long serialVersionUID = 1L;

    GatewayCallException(String message) {
        super(message);
    }
}
