package io.follow.gateway.access;

/**
 * Who may use what only the embedded mode has: uploads without an account, and a look at what became of them.
 *
 * @param embedded whether the gateway runs with a server of its own
 */
public record DemoAccess(boolean embedded) {

    /** Whether the caller may: somebody on this machine. No token opens it. */
    public boolean admits(Caller caller) {
        return embedded && caller.isLocal();
    }
}
