package io.follow.gateway.storage.s3;

import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.storage.StoreScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Buckets, or parts of buckets, as stores. */
public final class S3Stores implements StoreScheme {

    private final S3Clients clients;
    private final S3Settings defaults;
    private final Path spool;
    private final Map<S3Location, ImageStore> stores = new ConcurrentHashMap<>();

    /**
     * Sends no requests.
     *
     * @param clients  closed by their creator
     * @param defaults for locations without options
     * @param spool    a directory for incoming objects, created when first needed
     */
    public S3Stores(S3Clients clients, S3Settings defaults, Path spool) {
        this.clients = clients;
        this.defaults = defaults;
        this.spool = spool;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public String form() {
        return S3Location.FORM;
    }

    @Override
    public ImageStore open(String place) {
        return stores.computeIfAbsent(
                S3Location.parse(place, defaults),
                location -> new S3Store(clients.client(location.settings()), location, spool));
    }

    @Override
    public void sweep() {
        stores.values().forEach(ImageStore::sweep);
    }

    @Override
    public void close() {
        stores.values().forEach(ImageStore::close);
    }
}
