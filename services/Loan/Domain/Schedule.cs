using TalentFinance.Contracts;

namespace TalentFinance.Loan.Domain;

/// <summary>
/// Repayment schedules (domain.md §9), computed in whole cents: every line is rounded half up, what is left over stands
/// in the last instalment, so that principal always sums exactly and the last balance is zero.
/// </summary>
internal static class Schedule
{
    public const int TenorMonthsLimit = 600;
    public const int RateBpLimit = 5_000;

    /// <summary>The schedule of a loan paid out at once.</summary>
    public static Instalment[] Of(Yuan principal, int rateBp, int tenorMonths, RepaymentMethod method, DateOnly paidOutOn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tenorMonths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tenorMonths, TenorMonthsLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(rateBp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rateBp, RateBpLimit);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(principal, Yuan.Zero);
        return method == RepaymentMethod.Bullet
            ? Bullet(principal, rateBp, paidOutOn, paidOutOn.AddMonths(tenorMonths))
            : Monthly(Cents(principal), rateBp, tenorMonths, method, paidOutOn, first: 1, firstInterest: -1);
    }

    /// <summary>
    /// The schedule of a further part: it joins the due dates of the loan that are still to come. Interest of its first,
    /// shorter period runs by days (ACT/360).
    /// </summary>
    public static Instalment[] OfPart(Yuan principal, int rateBp, int tenorMonths, RepaymentMethod method, DateOnly firstPaidOutOn, DateOnly paidOutOn)
    {
        var maturity = firstPaidOutOn.AddMonths(tenorMonths);
        if (method == RepaymentMethod.Bullet) return Bullet(principal, rateBp, paidOutOn, maturity);
        var first = 1;
        while (first < tenorMonths && firstPaidOutOn.AddMonths(first) <= paidOutOn) first++;
        var days = Math.Max(0, firstPaidOutOn.AddMonths(first).DayNumber - paidOutOn.DayNumber);
        var stub = paidOutOn == firstPaidOutOn.AddMonths(first - 1) ? -1 : Cents(Interest.Daily(principal, rateBp, days));
        return Monthly(Cents(principal), rateBp, tenorMonths - first + 1, method, firstPaidOutOn, first, stub);
    }

    /// <summary>Several parts' schedules as the one that the borrower pays, by due date.</summary>
    public static Instalment[] Merge(IReadOnlyList<Instalment[]> parts)
    {
        if (parts.Count == 1) return parts[0];
        var total = parts.SelectMany(part => part).SumYuan(line => line.PrincipalYuan);
        var balance = total;
        return
        [
            .. parts.SelectMany(part => part).GroupBy(line => line.DueOn).OrderBy(lines => lines.Key).Select((lines, index) => new Instalment
            {
                Number = index + 1,
                DueOn = lines.Key,
                PrincipalYuan = lines.SumYuan(line => line.PrincipalYuan),
                InterestYuan = lines.SumYuan(line => line.InterestYuan),
                BalanceAfterYuan = balance -= lines.SumYuan(line => line.PrincipalYuan),
            }),
        ];
    }

    private static Instalment[] Bullet(Yuan principal, int rateBp, DateOnly from, DateOnly maturity) =>
    [
        new()
        {
            Number = 1,
            DueOn = maturity,
            PrincipalYuan = principal,
            InterestYuan = Interest.Daily(principal, rateBp, Math.Max(0, maturity.DayNumber - from.DayNumber)),
            BalanceAfterYuan = Yuan.Zero,
        },
    ];

    private static Instalment[] Monthly(long principal, int rateBp, int count, RepaymentMethod method, DateOnly start, int first, long firstInterest)
    {
        var lines = new Instalment[count];
        var instalment = method == RepaymentMethod.EqualInstalment ? EqualInstalment(principal, rateBp, count) : 0;
        var share = (principal * 2 + count) / (2 * (long)count);
        var balance = principal;
        for (var i = 0; i < count; i++)
        {
            // A month is a twelfth of the annual rate: cents x bp / 120,000, half up.
            var interest = i == 0 && firstInterest >= 0 ? firstInterest : (balance * rateBp + 60_000) / 120_000;
            var paid = i == count - 1 ? balance : method switch
            {
                RepaymentMethod.EqualInstalment => Math.Clamp(instalment - (balance * rateBp + 60_000) / 120_000, 0, balance),
                RepaymentMethod.EqualPrincipal => Math.Min(share, balance),
                _ => 0,
            };
            balance -= paid;
            lines[i] = new()
            {
                Number = i + 1,
                DueOn = start.AddMonths(first + i),
                PrincipalYuan = Yuan.Of(Decimal(paid)),
                InterestYuan = Yuan.Of(Decimal(interest)),
                BalanceAfterYuan = Yuan.Of(Decimal(balance)),
            };
        }
        return lines;
    }

    /// <summary>Principal x i / (1 - (1 + i)^-n), in decimals of 28 digits, rounded half up to the cent.</summary>
    private static long EqualInstalment(long principal, int rateBp, int count)
    {
        if (rateBp == 0) return (principal * 2 + count) / (2 * (long)count);
        var (monthly, growth, power) = (rateBp / 120_000m, 1m, 1m + rateBp / 120_000m);
        for (var n = count; n > 0; n >>= 1)
        {
            if ((n & 1) == 1) growth *= power;
            if (n > 1) power *= power;
        }
        return (long)decimal.Round(principal * monthly * (growth / (growth - 1m)), MidpointRounding.AwayFromZero);
    }

    private static long Cents(Yuan amount) => (long)(amount.Amount * 100m);

    private static decimal Decimal(long cents) => new((int)cents, (int)(cents >> 32), 0, false, 2);
}

/// <summary>Interest by days (domain.md §9): simple, ACT/360.</summary>
internal static class Interest
{
    public static Yuan Daily(Yuan principal, int rateBp, int days) => Yuan.Rounded(principal.Amount * rateBp * days / 3_600_000m);

    /// <summary>罚息: the contract's rate times a factor in basis points (15000 = 1.5 times) on what is overdue.</summary>
    public static Yuan Penalty(Yuan overdue, int rateBp, int factorBp, int days) => Yuan.Rounded(overdue.Amount * rateBp * factorBp * days / 36_000_000_000m);
}

/// <summary>What a loan truly costs a year, fees included: the comparison between offers.</summary>
internal static class AnnualCost
{
    /// <summary>Effective annual rate in bp, from the internal rate of return by months.</summary>
    public static int EffectiveBp(Yuan principal, Yuan fee, DateOnly paidOutOn, IReadOnlyList<Instalment> schedule) =>
        (int)Math.Round((Math.Pow(1 + MonthlyRate(principal, fee, paidOutOn, schedule), 12) - 1) * 10_000, MidpointRounding.AwayFromZero);

    /// <summary>The monthly rate at which all instalments are worth what the borrower got (principal less fee).</summary>
    public static double MonthlyRate(Yuan principal, Yuan fee, DateOnly paidOutOn, IReadOnlyList<Instalment> schedule)
    {
        var got = (double)(principal - fee).Amount;
        // Present value falls as the rate rises, so bisection cannot miss; 200 % a month is beyond any offer.
        var (low, high) = (-0.5, 2.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (PresentValue(middle, paidOutOn, schedule) > got) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static double PresentValue(double monthlyRate, DateOnly paidOutOn, IReadOnlyList<Instalment> schedule)
    {
        var (sum, factor, months) = (0.0, 1.0, 0);
        foreach (var line in schedule)
        {
            var due = (line.DueOn.Year - paidOutOn.Year) * 12 + line.DueOn.Month - paidOutOn.Month;
            factor /= due == months + 1 ? 1 + monthlyRate : Math.Pow(1 + monthlyRate, due - months);
            months = due;
            sum += (double)(line.PrincipalYuan.Amount + line.InterestYuan.Amount) * factor;
        }
        return sum;
    }
}
