package io.follow.gateway.cli;

/** A call to a running gateway was not answered as it should be. The message is one line for the operator. */
final class GatewayCallException extends Exception {

    private static final long serialVersionUID = 1L;

    GatewayCallException(String message) {
        super(message);
    }
}
