package io.follow.gateway.faults;

/** Where in the route a fault is injected; the second part of an image id. */
enum InjectionPoint {
    DECODE("          - bean:\n              ref: decode\n"),
    STORED("          - bean:\n              ref: succeed\n"),
    SETTLE("          - to:\n              uri: valkey-streams\n");

    private final String nextStep;

    InjectionPoint(String nextStep) {
        this.nextStep = nextStep;
    }

    /** Inserts a call of {@link FaultInjector} before the step of this point. */
    String injectInto(String route) {
        int at = route.indexOf(nextStep);
        if (at < 0) {
            throw new IllegalStateException("the route has no step as expected for " + this + ": " + nextStep);
        }
        String hook = "          - bean:\n              beanType: " + FaultInjector.class.getName()
                + "\n              method: at(${exchange}, '" + name() + "')\n";
        return route.substring(0, at) + hook + route.substring(at);
    }
}
