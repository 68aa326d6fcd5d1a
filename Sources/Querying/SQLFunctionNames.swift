/// Names of functions that make one value of many rows.
enum SQLFunctionNames {
    static let aggregates: Set<String> = Set(
        """
        any_value approx_count_distinct approx_quantile approx_top_k arg_max arg_min array_agg avg bit_and bit_or bit_xor
        bool_and bool_or corr count count_if count_star covar_pop covar_samp entropy favg first fsum geomean group_concat
        histogram kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by mean median min min_by mode product
        quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx
        regr_sxy regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow
        sumkahan var_pop var_samp variance
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
