package io.peakday.cart.planted;

import org.springframework.stereotype.Service;

/** Planted: domain code must not be found by scanning. */
@Service
public final class AnnotatedDomain {}
