package io.peakday.server.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What holds for every page: the basics of accessibility, and that nothing sticks out at the side. */
final class PageRules {
    private static final String SCRIPT = """
            () => {
              const broken = [];
              const say = (rule, node) => broken.push(rule + (node ? ": " + node.outerHTML.slice(0, 160) : ""));
              const all = (selector) => [...document.querySelectorAll(selector)];
              const name = (node) =>
                (node.getAttribute("aria-label") || node.title || node.textContent ||
                  [...node.querySelectorAll("img[alt], [aria-label]")].map((n) => n.alt || n.getAttribute("aria-label")).join("") ||
                  (node.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join("")
                ).trim();
              const shown = (node) => node.checkVisibility();
              if (!document.documentElement.lang) say("no language");
              if (!document.title.trim()) say("no title");
              if (!document.querySelector("meta[name=viewport]")) say("no viewport");
              if (all("h1").filter(shown).length !== 1) say(all("h1").filter(shown).length + " main headings");
              if (all("main").length !== 1) say(all("main").length + " main landmarks");
              const ids = all("[id]").map((node) => node.id);
              ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => say("the id " + id + " twice"));
              all("input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea").forEach((node) => {
                const labels = [...(node.labels || [])].map((label) => label.textContent.trim()).join("");
                if (!labels && !node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby")) say("no label", node);
              });
              all("img:not([alt])").forEach((node) => say("no alternative text", node));
              all("button, a[href]").filter(shown).forEach((node) => {
                if (!name(node) && !node.closest("[aria-hidden=true]")) say("no name", node);
              });
              all("[tabindex]").forEach((node) => { if (node.tabIndex > 0) say("an order of its own", node); });
              all("[aria-labelledby], [aria-describedby], [aria-controls]").forEach((node) =>
                ["aria-labelledby", "aria-describedby", "aria-controls"].forEach((attribute) =>
                  (node.getAttribute(attribute) || "").split(" ").filter(Boolean).forEach((id) => {
                    if (!document.getElementById(id)) say(attribute + " names nothing", node);
                  })));
              all("[style], style:not([nonce])").forEach((node) => say("a style in the page", node));
              if (document.documentElement.scrollWidth > innerWidth)
                say("sticks out at the side by " + (document.documentElement.scrollWidth - innerWidth) + " px",
                  all("body *").find((node) => node.getBoundingClientRect().right > innerWidth + 1
                    && !node.closest("[hidden]") && getComputedStyle(node).position !== "fixed"));
              return broken;
            }""";

    private static final String CONTRAST = """
            () => {
              const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
              const paint = (colours) => {
                pen.clearRect(0, 0, 1, 1);
                colours.forEach((colour) => { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); });
                return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
              };
              const light = (rgb) => rgb.map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
              const weak = new Map();
              for (const node of document.querySelectorAll("body *")) {
                const text = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
                if (!text || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
                if (node.closest(".sr, svg, [aria-disabled=true], :disabled")) continue;
                const style = getComputedStyle(node);
                const grounds = [];
                for (let one = node; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
                const ground = light(paint(["Canvas", ...grounds]));
                const ink = light(paint(["Canvas", ...grounds, style.color]));
                const ratio = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
                const size = parseFloat(style.fontSize);
                const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
                if (ratio < (large ? 3 : 4.5)) weak.set(node.tagName + "." + node.className, ratio.toFixed(2) + ": " + node.outerHTML.slice(0, 120));
              }
              return [...weak.values()];
            }""";

    private PageRules() {}

    /** Texts that stand out too little from what is behind them (WCAG 2.2, level AA), one of each kind. */
    static List<String> tooPale(Page page) {
        List<String> pale = new ArrayList<>();
        for (Object text : (List<?>) page.evaluate(CONTRAST)) {
            pale.add("contrast of only " + text);
        }
        return pale;
    }

    /** The rules that the page breaks, each with the element that breaks it. */
    static List<String> broken(Page page) {
        List<String> broken = new ArrayList<>();
        for (Object rule : (List<?>) page.evaluate(SCRIPT)) {
            broken.add(rule.toString());
        }
        return broken;
    }

    /** Whether the first stop of the Tab key leads past the navigation, and whether stops can be seen. */
    static List<String> brokenByKeyboard(Page page) {
        List<String> broken = new ArrayList<>();
        page.keyboard().press("Tab");
        Object skips = page.evaluate("""
                () => {
                  const node = document.activeElement;
                  const box = node.getBoundingClientRect();
                  const target = node.hash && document.querySelector(node.hash);
                  return !!target && target.matches("main, main *") && box.top >= 0 && box.left >= 0 && box.width > 1;
                }""");
        if (!Boolean.TRUE.equals(skips)) {
            broken.add("the first stop is no visible link to the content");
        }
        for (int stop = 2; stop <= 6; stop++) {
            page.keyboard().press("Tab");
            Object seen = page.evaluate("""
                    () => {
                      const node = document.activeElement;
                      if (node === document.body) return "";
                      const marked = (one) => {
                        const style = getComputedStyle(one);
                        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
                      };
                      for (let one = node, up = 0; one && up < 3; one = one.parentElement, up++) if (marked(one)) return "";
                      return node.outerHTML.slice(0, 160);
                    }""");
            if (!"".equals(seen)) {
                broken.add("focus cannot be seen on " + seen);
            }
        }
        return broken;
    }
}
