package io.follow.gateway.faults;

import io.follow.gateway.component.streams.entry.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;

/** A step in the tests' copy of the route. Runs in the gateway's process and injects the fault that the image id names. */
public final class FaultInjector {

    /** System property: the directory of {@link JobCheckpoints}. */
    static final String FOLDER_PROPERTY = "faults.folder";

    /** System property: protects a worker against {@link JobFault#HALT}. */
    static final String IMMUNE = "faults.immune";

    private static final long LINGERING_NANOS = Duration.ofSeconds(5).toNanos();

    private final JobCheckpoints checkpoints = new JobCheckpoints(Path.of(System.getProperty(FOLDER_PROPERTY)));

    /** Called by the route. */
    public void at(Exchange exchange, String pointName) {
        InjectionPoint point = InjectionPoint.valueOf(pointName);
        Delivery delivery = Delivery.required(exchange);
        String image = String.valueOf(delivery.fields().get("image_id"));
        int runs = checkpoints.reached(point, image, delivery.deliveryCount());
        if (FaultyJobs.injectionPointOf(image) == point) {
            happen(FaultyJobs.faultOf(image), image, runs);
        }
    }

    private void happen(JobFault fault, String image, int runs) {
        switch (fault) {
            case NONE -> {}
            case WAIT -> checkpoints.awaitRelease(image);
            case LINGER -> LockSupport.parkNanos(LINGERING_NANOS);
            case HALT_ONCE -> {
                if (runs == 1) {
                    Runtime.getRuntime().halt(137);
                }
            }
            case HALT -> {
                if (!Boolean.getBoolean(IMMUNE)) {
                    Runtime.getRuntime().halt(137);
                }
            }
        }
    }
}
