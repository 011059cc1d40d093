package io.peakday.storefrontkit;

/** Marks the module that brings the {@link StorefrontContext} and the pages whose slots are filled. */
public interface Storefront {}
