# Known answers, computed by R and its packages, for known-answers.test.ts. Run it in this folder, after a change, with
#   Rscript answers.R > answers.json      (Debian: r-base-core r-cran-lme4 r-cran-lmertest r-cran-survival r-cran-metafor r-cran-jsonlite)
suppressPackageStartupMessages({library(lmerTest); library(survival); library(metafor); library(jsonlite)})
tight <- lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-14, ftol_abs = 1e-14, xtol_rel = 1e-14, ftol_rel = 1e-14, maxeval = 1e5))
versions <- list(R = as.character(getRversion()))
for (p in c("lme4", "lmerTest", "survival", "metafor")) versions[[p]] <- as.character(packageVersion(p))

shares <- lapply(list(c(0, 10), c(1, 10), c(3, 20), c(81, 263), c(11, 11), c(1200, 1000000)), function(s) {
  w <- suppressWarnings(prop.test(s[1], s[2], correct = FALSE))$conf.int
  e <- binom.test(s[1], s[2])$conf.int
  list(events = s[1], n = s[2], wilson = c(w), exact = c(e))
})
rates <- lapply(list(c(0, 40), c(1, 40), c(7, 250), c(260, 200), c(501, 4000), c(1300, 1000000), c(250000, 1000000)), function(s)
  list(events = s[1], sessions = s[2], exact = 100 * c(poisson.test(s[1], s[2])$conf.int)))

a <- sleep$extra[sleep$group == 1]; b <- sleep$extra[sleep$group == 2]
one <- t.test(b); paired <- t.test(b, a, paired = TRUE)
set.seed(7)
before <- round(rnorm(24, 17, 4)); after <- pmax(0, round(before - rnorm(24, 6, 5)))
smcr <- escalc("SMCR", m1i = mean(after), m2i = mean(before), sd1i = sd(before), ri = cor(before, after), ni = 24)
means <- list(a = a, b = b, mean = unname(one$estimate), interval = c(one$conf.int),
  paired = list(value = unname(paired$estimate), interval = c(paired$conf.int), p = paired$p.value),
  smcr = list(before = before, after = after, value = c(smcr$yi), interval = c(summary(smcr)$ci.lb, summary(smcr)$ci.ub)))

x <- USJudgeRatings$CONT; y <- USJudgeRatings$INTG; p <- cor.test(x, y)
tied <- round(x); s <- suppressWarnings(cor.test(tied, y, method = "spearman", exact = FALSE))
rho <- unname(s$estimate); bw <- qnorm(.975) * sqrt((1 + rho^2 / 2) / (length(x) - 3))
correlation <- list(x = x, y = y, tied = tied, pearson = list(value = unname(p$estimate), interval = c(p$conf.int), p = p$p.value),
  spearman = list(value = rho, interval = tanh(atanh(rho) + c(-bw, bw)), p = s$p.value))

ps <- c(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000)
shuffled <- c(0.04, 0.001, 0.04, 0.9, 0.012)
adjust <- lapply(list(ps, shuffled), function(p) list(p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH")))

# The restricted likelihood's profile of the intraclass correlation, from lme4's own criterion.
icc_interval <- function(formula, data, fit) {
  dev <- lmer(formula, data, REML = TRUE, devFunOnly = TRUE); best <- REMLcrit(fit); at <- getME(fit, "theta")
  f <- function(theta) dev(theta) - best - qchisq(.95, 1)
  low <- if (f(0) < 0) 0 else uniroot(f, c(0, at), tol = 1e-13)$root
  high <- uniroot(f, c(at, at * 50 + 10), tol = 1e-13)$root
  c(low^2 / (1 + low^2), high^2 / (1 + high^2))
}
mixed_of <- function(formula, data) {
  fit <- lmer(formula, data, REML = TRUE, control = tight); co <- coef(summary(fit)); v <- as.data.frame(VarCorr(fit))$vcov
  list(estimate = unname(co[, 1]), se = unname(co[, 2]), df = unname(co[, 3]), p = unname(co[, 5]), between = v[1], residual = v[2],
    reml = REMLcrit(fit), icc = icc_interval(formula, data, fit))
}
set.seed(20)
sizes <- c(1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 9, 12); group <- rep(seq_along(sizes), sizes)
dose <- round(runif(length(group), 0.4, 1.5), 2); baseline <- round(rnorm(12, 18, 4))[group]
outcome <- round(5 - 3 * dose + 0.5 * baseline + rnorm(12, 0, 3)[group] + rnorm(length(group), 0, 2), 2)
uneven <- data.frame(group, dose, baseline, outcome)
uneven$between <- ave(uneven$dose, uneven$group); uneven$within <- uneven$dose - uneven$between
flat <- data.frame(group = rep(1:6, each = 4), x = round(rnorm(24), 2)); flat$y <- round(2 * flat$x + rep(c(-1, 1, -2, 2), 6) + rnorm(24, 0, .1), 2)
ols <- summary(lm(y ~ x, flat)); stopifnot(isSingular(suppressMessages(lmer(y ~ x + (1 | group), flat))))
mixed <- list(sleep = mixed_of(Reaction ~ Days + (1 | Subject), sleepstudy),
  uneven = c(as.list(uneven[1:4]), mixed_of(outcome ~ dose + baseline + (1 | group), uneven)),
  apart = mixed_of(outcome ~ within + between + baseline + (1 | group), uneven),
  flat = c(as.list(flat), list(estimate = unname(coef(ols)[, 1]), se = unname(coef(ols)[, 2]), df = ols$df[2])))

at <- c(50, 180, 310, 365, 600, 900)
km_of <- function(type) {
  s <- survfit(Surv(time, status) ~ 1, lung, conf.type = type); q <- summary(s, times = at)
  list(survival = q$surv, se = q$std.err, low = q$lower, high = q$upper, atRisk = q$n.risk, median = unname(summary(s)$table[c("median", "0.95LCL", "0.95UCL")]))
}
sex <- summary(survfit(Surv(time, status) ~ sex, lung))$table; lr <- survdiff(Surv(time, status) ~ sex, lung)
lr4 <- survdiff(Surv(time, status) ~ celltype, veteran)
ps4 <- 1 - pchisq(lr4$chisq, 3)
even <- survfit(Surv(c(1, 2, 3, 4), c(1, 1, 1, 1)) ~ 1)
set.seed(3)
cohorts <- lapply(1:40, function(i) {
  n <- sample(1:12, 1); time <- sample(1:8, n, TRUE); event <- rbinom(n, 1, runif(1)); interval <- c("log", "log-log")[i %% 2 + 1]
  m <- summary(survfit(Surv(time, event) ~ 1, conf.type = interval))$table[c("median", "0.95LCL", "0.95UCL")]
  list(time = I(time), event = I(event), interval = interval, median = unname(m))
})
survival <- list(cohorts = cohorts, at = at, log = km_of("log"), logLog = km_of("log-log"), sex = list(events = unname(sex[, "events"]),
  medians = unname(sex[, "median"]), low = unname(sex[, "0.95LCL"]), high = unname(sex[, "0.95UCL"]), chiSquared = lr$chisq, expected = c(lr$exp),
  p = pchisq(lr$chisq, 1, lower.tail = FALSE)),
  veteran = list(time = veteran$time, status = veteran$status, cell = as.integer(veteran$celltype), chiSquared = lr4$chisq, expected = c(lr4$exp), p = ps4),
  evenMedian = unname(summary(even)$table["median"]))

bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
of <- function(r) list(value = c(r$b), se = r$se, interval = c(r$ci.lb, r$ci.ub), p = r$pval, tau2 = r$tau2, I2 = r$I2, Q = r$QE, Qp = r$QEp)
dl <- rma(yi, vi, data = bcg, method = "DL"); pm <- rma(yi, vi, data = bcg, method = "PM", control = list(tol = 1e-14), test = "knha")
profile <- confint(pm, control = list(tol = 1e-13))$random["tau^2", c("ci.lb", "ci.ub")]
# Higgins, Thompson and Spiegelhalter 2009: t with k - 2.
higgins <- function(r) c(r$b) + c(-1, 1) * qt(.975, r$k - 2) * sqrt(r$tau2 + r$se^2)
meta <- list(yi = c(bcg$yi), vi = c(bcg$vi), fixed = of(rma(yi, vi, data = bcg, method = "FE")), dl = of(dl), pm = of(pm),
  alike = list(yi = c(.1, .2, .15, .12), vi = c(.04, .05, .03, .02), adhoc = of(rma(c(.1, .2, .15, .12), c(.04, .05, .03, .02), method = "PM", test = "adhoc"))),
  tau2Interval = unname(profile), predictionDl = higgins(dl), predictionPm = higgins(pm))

cat(toJSON(list(versions = versions, shares = shares, rates = rates, means = means, correlation = correlation, adjust = adjust, mixed = mixed,
  survival = survival, meta = meta), digits = 15, auto_unbox = TRUE, na = "null", pretty = FALSE), "\n")
