using System.Globalization;
using System.Text.Json.Nodes;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.Tests.Harness;
using Xunit;

namespace TalentFinance.Tests.Services.Loan;

/// <summary>The district's figures after a run of mixed outcomes are what a recount of the rows themselves says.</summary>
public sealed class FiguresFollow(LoanSystem loan)
{
    private const string Api = "/api/loan";
    /// <summary>A district of its own, so that what other tests do meanwhile does not count.</summary>
    private const string District = "370283";
    private Session Of(Role role) => loan.As(Actors.District(role) with { DistrictCode = District });
    private static string Today => DateTimeOffset.UtcNow.ToOffset(WorkingCalendar.ChinaOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kept_sums_equal_a_recount_after_mixed_outcomes_and_repetitions()
    {
        var (startup, other) = (await loan.Startup(district: District), await loan.Startup(district: District));
        var ((first, firstOfficer), (second, secondOfficer)) = (await loan.Bank(), await loan.Bank());

        // One pays out in parts, one is declined by all, one is withdrawn, one is refused cover and accepted again, one stays open, one a firm's second loan.
        await PaidOut(startup, first, firstOfficer, 1_000_000, "A");
        await PaidOut(startup, second, secondOfficer, 500_000, "B");
        await PaidOut(other, first, firstOfficer, 300_000.55m, "C");
        var declined = await startup.Post($"{Api}/applications", LoanSystem.Ask(700_000, true, first, second));
        foreach (var (bank, officer) in new[] { (first, firstOfficer), (second, secondOfficer) }) await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(declined, bank)}/decline", new { reason = "CashFlow" });
        var withdrawn = (await other.Post($"{Api}/applications", LoanSystem.Ask(200_000, true, first))).Ok["id"];
        await other.Post($"{Api}/applications/{withdrawn}/withdraw");
        await other.Post($"{Api}/applications", LoanSystem.Ask(100_000, true, second));
        await other.Post($"{Api}/applications", LoanSystem.Ask(100_000, false, second));
        var asked = await other.Post($"{Api}/applications", LoanSystem.Ask(400_000, true, first));
        var offer = (await firstOfficer.Post($"{Api}/invitations/{LoanSystem.Invitation(asked, first)}/offers", LoanSystem.Terms(400_000))).Ok["id"];
        await other.Post($"{Api}/offers/{offer}/accept");
        for (var again = 0; again < 2; again++)
            await loan.Wire.Publish(new CoverRefused
            {
                ApplicationId = asked.Ok["id"]!.GetValue<Guid>(),
                CoverId = Guid.Parse(offer!.GetValue<string>()),
                OfferId = Guid.Parse(offer!.GetValue<string>()),
                Version = 1,
                BankId = first,
                FirmId = other.Caller.OrganisationId,
                Reasons = [Refusal.Rule("leverage", "full", "domain.md §2", "later")],
                At = DateTimeOffset.UtcNow,
            });
        await Eventually.True(async () => await LoanSystem.StateOf(other, asked.Ok["id"]!.GetValue<string>()) == "Refused", "without cover and another offer it ends");
        // The same change noted again and again counts once.
        for (var again = 0; again < 2; again++) await loan.Query("""INSERT INTO "Changes" ("Id", "ApplicationId") SELECT gen_random_uuid(), "Id" FROM "Applications" WHERE "SubmittedAt" IS NOT NULL""");

        await Eventually.True(async () => (long)(await loan.Query($"""SELECT count(*) FROM "Changes" c JOIN "Applications" a ON a."Id" = c."ApplicationId" WHERE a."DistrictCode" = '{District}' """))[0][0]! == 0 && await Differences() is [], "every change is counted, and the sums are those of a recount", TimeSpan.FromSeconds(20));

        var view = (await Of(Role.PoolOfficer).Get($"{Api}/cockpit?days=30")).Ok;
        var paid = (await Of(Role.PoolOfficer).Get($"{Api}/applications?paidOut=true&limit=200&submittedFrom={Today}")).Ok["items"]!.AsArray();
        Assert.Equal(view["paidOut"]!.GetValue<int>(), paid.Count);
        Assert.Equal(view["firstLoans"]!.GetValue<int>(), (await Of(Role.PoolOfficer).Get($"{Api}/applications?firstLoan=true&limit=200")).Ok["items"]!.AsArray().Count);
        var league = (await Of(Role.Auditor).Get($"{Api}/cockpit/banks")).Ok["items"]!.AsArray();
        var row = league.Single(item => item!["bankId"]!.GetValue<Guid>() == first)!;
        Assert.Equal((5, 4, 3, 1, 2, 2, 1_300_000.55m), (Count(row, "invited"), Count(row, "taken"), Count(row, "offered"), Count(row, "declined"), Count(row, "won"), Count(row, "paidOut"), row["paidYuan"]!.GetValue<decimal>()));
        foreach (var dimension in new[] { "product", "chain", "park", "talentClass" })
            Assert.Equal(view["submitted"]!.GetValue<int>(), (await Of(Role.Auditor).Get($"{Api}/cockpit/by/{dimension}?days=30")).Ok["items"]!.AsArray().Sum(item => Count(item!, "submitted")));
        Assert.Equal(view["submitted"]!.GetValue<int>(), (await Of(Role.Auditor).Get($"{Api}/cockpit/ages")).Ok["items"]!.AsArray().Sum(item => Count(item!, "applications")));
        Assert.NotNull(view["moneyDaysMedian"]);
        var own = (await firstOfficer.Get($"{Api}/portfolio?by=product")).Ok["items"]![0]!;
        Assert.Equal((5, 3, 1_300_000.55m), (Count(own, "invited"), Count(own, "offered"), own["paidYuan"]!.GetValue<decimal>()));
        Assert.Equal(Today[..7], (await firstOfficer.Get($"{Api}/portfolio")).Ok["items"]![0]!["key"]!.GetValue<string>());
        await EveryNumberLeadsToItsRows(view);

        static int Count(JsonNode node, string name) => node[name]!.GetValue<int>();
    }

    /// <summary>What the cockpit counts and what its links list is the same, number by number, amounts included.</summary>
    private async Task EveryNumberLeadsToItsRows(JsonNode view)
    {
        var officer = Of(Role.PoolOfficer);
        async Task Same(string figure, JsonNode row, string name, string link, string? amount = null)
        {
            var (count, paid, cursor) = (0, 0m, "");
            do
            {
                var page = (await officer.Get($"{link}&limit=200{cursor}")).Ok;
                count += page["items"]!.AsArray().Count;
                if (amount is not null) paid += page["items"]!.AsArray().Sum(item => item!["paidYuan"]!.GetValue<decimal>());
                cursor = page["next"] is { } next ? $"&cursor={next}" : "";
            }
            while (cursor.Length > 0);
            Assert.True(row[name]!.GetValue<int>() == count, $"{figure}: {name} counts {row[name]}, {link} lists {count}");
            if (amount is not null) Assert.True(row[amount]!.GetValue<decimal>() == paid, $"{figure}: {amount} is {row[amount]}, {link} sums to {paid}");
        }

        foreach (var name in new[] { "submitted", "open", "offered", "paidOut", "firstLoans", "refused", "expired", "withdrawn", "decided" }) await Same("cockpit", view, name, view["links"]![name]!.GetValue<string>());
        await Same("cockpit", view, "paidOut", view["links"]!["loans"]!.GetValue<string>(), "paidYuan");
        foreach (var row in await Rows("ages")) await Same("ages", row, "applications", row["link"]!.GetValue<string>());
        foreach (var row in await Rows("days?days=30"))
            foreach (var (name, filter) in new[] { ("submitted", ""), ("offered", "&offered=true"), ("paidOut", "&paidOut=true"), ("firstLoans", "&firstLoan=true") })
                await Same("days", row, name, row["link"] + filter);
        foreach (var wait in new[] { "Decision", "Money" })
            foreach (var row in await Rows($"waits?days=30&wait={wait}")) await Same(wait, row, "applications", row["link"]!.GetValue<string>());
        foreach (var dimension in new[] { "product", "chain", "park", "talentClass" })
            foreach (var row in await Rows($"by/{dimension}?days=30"))
            {
                foreach (var (name, filter) in new[] { ("submitted", ""), ("open", "&open=true"), ("offered", "&offered=true"), ("paidOut", "&paidOut=true"), ("firstLoans", "&firstLoan=true") })
                    await Same(dimension, row, name, row["link"] + filter);
                await Same(dimension, row, "paidOut", row["loansLink"]!.GetValue<string>(), "paidYuan");
            }
        foreach (var row in await Rows("banks?days=30"))
        {
            foreach (var (name, filter) in new[] { ("invited", ""), ("taken", "&taken=true"), ("offered", "&state=Offered"), ("declined", "&state=Declined"), ("lapsed", "&state=Lapsed"), ("won", "&won=true") })
                await Same("banks", row, name, row["link"] + filter);
            await Same("banks", row, "paidOut", row["loansLink"]!.GetValue<string>(), "paidYuan");
        }
        // A wait that nobody had is an empty list, not every application.
        Assert.Empty((await officer.Get($"{Api}/applications?decisionDays=4711")).Ok["items"]!.AsArray());

        async Task<JsonNode[]> Rows(string path)
        {
            JsonNode[] rows = [.. (await officer.Get($"{Api}/cockpit/{path}")).Ok["items"]!.AsArray().Select(row => row!)];
            Assert.NotEmpty(rows);
            return rows;
        }
    }

    [Fact]
    public async Task Another_district_sees_none_of_it_and_others_may_not_ask()
    {
        await loan.Startup();
        var elsewhere = loan.As(Actors.District(Role.PoolOfficer) with { DistrictCode = "370203" });
        Assert.Equal(0, (await elsewhere.Get($"{Api}/cockpit")).Ok["submitted"]!.GetValue<int>());
        foreach (var path in new[] { "cockpit/ages", "cockpit/days", "cockpit/waits?wait=Money", "cockpit/by/chain", "cockpit/banks", "escalations", "applications", "loans" })
            Assert.Empty((await elsewhere.Get($"{Api}/{path}")).Ok["items"]!.AsArray());
        var (_, officer) = await loan.Bank();
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await officer.Get($"{Api}/cockpit")).Status);
    }

    private async Task PaidOut(Session startup, Guid bank, Session officer, decimal amount, string contract)
    {
        var application = await startup.Post($"{Api}/applications", LoanSystem.Ask(amount, true, bank));
        var id = application.Ok["id"]!.GetValue<Guid>();
        var offer = (await officer.Post($"{Api}/invitations/{LoanSystem.Invitation(application, bank)}/offers", LoanSystem.Terms(amount, inParts: true))).Ok["id"]!.GetValue<Guid>();
        await startup.Post($"{Api}/offers/{offer}/accept");
        await loan.Wire.Publish(LoanSystem.Reserved(id, offer, bank, startup.Caller.OrganisationId));
        await Eventually.True(async () => await LoanSystem.StateOf(startup, id.ToString()) == "Covered", "cover is reserved");
        var signed = (await officer.Post($"{Api}/applications/{id}/contract", new { contractNumber = $"FF-{contract}", signedOn = Today })).Ok["id"];
        await officer.Post($"{Api}/loans/{signed}/disbursements", new { amountYuan = 100_000, disbursedOn = Today, final = false });
        await officer.Post($"{Api}/loans/{signed}/disbursements", new { amountYuan = amount - 100_000, disbursedOn = Today, final = true });
    }

    /// <summary>Every sum that differs from a recount of applications, invitations and loans, both ways.</summary>
    private Task<List<object?[]>> Differences() => loan.Query($"""
        WITH asked AS (
          SELECT a."Id", a."FirmId", a."DistrictCode" d, ((a."SubmittedAt" AT TIME ZONE 'UTC') + interval '8 hours')::date AS day, a."State" s, a."ProductCode", a."Chain", a."Park", coalesce(a."TalentClass", '') cls, (a."AmountYuan" * 100)::bigint cents,
            EXISTS (SELECT 1 FROM "Invitations" i WHERE i."ApplicationId" = a."Id" AND i."State" = 'Offered') offered,
            (SELECT min(p."At") FROM "Loans" l JOIN "Disbursements" p ON p."LoanId" = l."Id" WHERE l."ApplicationId" = a."Id") paid_at,
            (SELECT sum(p."AmountYuan" * 100)::bigint FROM "Loans" l JOIN "Disbursements" p ON p."LoanId" = l."Id" WHERE l."ApplicationId" = a."Id") paid_cents
          FROM "Applications" a WHERE a."SubmittedAt" IS NOT NULL AND a."DistrictCode" = '{District}'),
        ranked AS (SELECT *, CASE WHEN paid_at IS NOT NULL AND row_number() OVER (PARTITION BY "FirmId" ORDER BY paid_at, "Id") = 1 THEN 1 ELSE 0 END fst FROM asked),
        keyed AS (SELECT r.*, k.dim, k.key FROM ranked r, LATERAL (VALUES ('All', ''), ('Product', "ProductCode"), ('Chain', "Chain"), ('Park', "Park"), ('TalentClass', cls)) k(dim, key)),
        recount AS (SELECT d, dim, day, key, s, count(*)::bigint n, sum(offered::int)::bigint o, count(paid_at)::bigint p, sum(fst)::bigint f, sum(cents)::bigint ac, coalesce(sum(paid_cents), 0)::bigint pc FROM keyed GROUP BY 1, 2, 3, 4, 5),
        kept AS (SELECT "DistrictCode" d, "Dimension" dim, "Day" AS day, "Key" AS key, "State" s, "Applications"::bigint n, "Offered"::bigint o, "PaidOut"::bigint p, "FirstLoans"::bigint f, "AskedCents" ac, "PaidCents" pc FROM "Tallies" WHERE "DistrictCode" = '{District}'),
        bank_recount AS (SELECT i."DistrictCode" d, ((i."InvitedAt" AT TIME ZONE 'UTC') + interval '8 hours')::date AS day, i."BankId" b, count(*)::bigint n, count(i."RespondedAt")::bigint t, sum((i."State" = 'Offered')::int)::bigint o, sum((i."State" = 'Declined')::int)::bigint de,
            sum((a."AcceptedBankId" = i."BankId" AND a."State" IN ('Accepted', 'Covered', 'Contracted', 'PaidOut'))::int)::bigint w, coalesce(sum(l."PaidYuan" * 100), 0)::bigint pc
          FROM "Invitations" i JOIN "Applications" a ON a."Id" = i."ApplicationId" LEFT JOIN "Loans" l ON l."ApplicationId" = a."Id" AND l."BankId" = i."BankId" WHERE i."DistrictCode" = '{District}' GROUP BY 1, 2, 3),
        bank_kept AS (SELECT "DistrictCode" d, "Day" AS day, "BankId" b, "Invited"::bigint n, "Taken"::bigint t, "Offered"::bigint o, "Declined"::bigint de, "Won"::bigint w, "PaidCents" pc FROM "BankTallies" WHERE "DistrictCode" = '{District}')
        SELECT 'kept, not counted' what, kept::text FROM (SELECT * FROM kept EXCEPT SELECT * FROM recount) kept
        UNION ALL SELECT 'counted, not kept', recount::text FROM (SELECT * FROM recount EXCEPT SELECT * FROM kept) recount
        UNION ALL SELECT 'bank: kept, not counted', k::text FROM (SELECT * FROM bank_kept EXCEPT SELECT * FROM bank_recount) k
        UNION ALL SELECT 'bank: counted, not kept', k::text FROM (SELECT * FROM bank_recount EXCEPT SELECT * FROM bank_kept) k
        UNION ALL SELECT 'waits', w::text FROM (SELECT "Wait" w, sum("Applications") n FROM "WaitCounts" WHERE "DistrictCode" = '{District}' GROUP BY 1 HAVING sum("Applications") <> CASE "Wait" WHEN 'Money' THEN (SELECT count(paid_at) FROM asked) ELSE (SELECT sum("Decided") FROM "Tallies" WHERE "Dimension" = 'All' AND "DistrictCode" = '{District}') END) w
        """);
}
