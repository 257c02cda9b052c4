using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using TalentFinance.Contracts;
using TalentFinance.Hosting;
using TalentFinance.RiskPool;
using TalentFinance.RiskPool.Domain;
using TalentFinance.Tests.Harness;

namespace TalentFinance.Tests.Benchmarks;

/// <summary>
/// One hot pool: the service's own handlers reserve and confirm covers, a batch a transaction as its consumer gives them,
/// with covers, exposures, limits, seals and outgoing events. Beside it, the same posting rows as plain multi-row inserts.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Loans = 6_000;
    private static readonly BusinessClock Clock = new(TimeProvider.System, new ConfigurationBuilder().Build());
    private static readonly Guid[] Banks = [.. Enumerable.Range(1, 8).Select(_ => Guid.CreateVersion7())];

    public static async Task<Figure> Run()
    {
        var database = $"benchledger{Environment.ProcessId}";
        var options = new DbContextOptionsBuilder<RiskPoolDb>().UseNpgsql(Servers.DatabaseConnection(database)).Options;
        try
        {
            await Fund(options);
            // The compiler needs as long under load as the measurement takes; the floor is given the same.
            await Post(options, Offers(Loans));
            var offers = Offers(Loans);
            var before = await Count(options);
            var seconds = 1 / await Figure.Rate(1, () => Post(options, offers));
            var postings = await Count(options) - before;
            return new("pool ledger postings, one hot pool", postings / seconds, "plain multi-row inserts of the same rows", await Floor(options), 0.2);
        }
        finally { await Servers.DropDatabase(database); }
    }

    private static async Task Fund(DbContextOptions<RiskPoolDb> options)
    {
        await using var db = new RiskPoolDb(options);
        await db.Database.EnsureCreatedAsync();
        var today = new Signature(Guid.CreateVersion7(), "benchmark", Clock.Now);
        var scheme = new Scheme(Guid.CreateVersion7(), "HOT", 1, "hot", "", new(2024, 1, 1), null, SeedSchemes.Presets["qd80"] with { BankLimitYuan = null }, today);
        scheme.Approve(today with { AccountId = Guid.CreateVersion7() }, []);
        db.Schemes.Add(scheme);
        var pool = new Pool("HOT", "");
        db.Pools.Add(pool);
        db.Entries.Add(pool.Fund($"CITY/{Clock.Today.Year}", Yuan.Of(Yuan.Limit), new("Funding", Guid.CreateVersion7()), Guid.CreateVersion7(), Clock.Today, Clock.Now));
        await db.SaveChangesAsync();
    }

    private static OfferAccepted[] Offers(int count) => [.. Enumerable.Range(0, count).Select(number => (Number: number, Id: Guid.CreateVersion7())).Select(offer => new OfferAccepted
    {
        ApplicationId = offer.Id, OfferId = offer.Id, Version = 3, BankId = Banks[offer.Number % Banks.Length], BankName = "青岛银行", FirmId = offer.Id, FirmName = "青岛某科技有限公司", DistrictCode = Actors.District370212,
        ProductCode = "RCD", Chain = "微电子", Park = $"园区{offer.Number % 5}", TalentClass = TalentClass.B, QualificationCodes = [], AmountYuan = Yuan.Wan(300), RateBp = 350, TenorMonths = 12, PayoutBy = Clock.Today.AddDays(30), At = Clock.Now,
    })];

    private static async Task Post(DbContextOptions<RiskPoolDb> options, OfferAccepted[] offers)
    {
        foreach (var batch in offers.Chunk(200))
            await InOneTransaction(options, desks => new ReserveCover(desks, Clock), batch);
        foreach (var batch in offers.Select(Paid).Chunk(200))
            await InOneTransaction(options, desks => new ConfirmCover(desks, Clock), batch);
    }

    private static async Task InOneTransaction<TEvent, THandler>(DbContextOptions<RiskPoolDb> options, Func<Desks, THandler> make, TEvent[] batch)
        where TEvent : class where THandler : IHandle<TEvent, RiskPoolDb>, IPrepare<TEvent, RiskPoolDb>
    {
        await using var db = new RiskPoolDb(options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var handler = make(new Desks(db));
        await handler.Prepare(batch, db, default);
        foreach (var @event in batch) await handler.Handle(@event, db, default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    private static LoanDisbursed Paid(OfferAccepted offer) => new()
    {
        DisbursementId = Guid.CreateVersion7(),
        LoanId = offer.OfferId,
        ApplicationId = offer.ApplicationId,
        OfferId = offer.OfferId,
        Version = 5,
        BankId = offer.BankId,
        BankName = offer.BankName,
        FirmId = offer.FirmId,
        FirmName = offer.FirmName,
        DistrictCode = offer.DistrictCode,
        ProductCode = offer.ProductCode,
        Chain = offer.Chain,
        Park = offer.Park,
        TalentClass = offer.TalentClass,
        QualificationCodes = [],
        ContractNumber = $"JK-{offer.OfferId}",
        ContractYuan = offer.AmountYuan,
        AmountYuan = offer.AmountYuan,
        TotalYuan = offer.AmountYuan,
        Final = true,
        DisbursedOn = Clock.Today,
        MaturesOn = Clock.Today.AddYears(1),
        RateBp = 350,
        Method = RepaymentMethod.EqualInstalment,
        Schedule = [],
        At = Clock.Now,
    };

    private static async Task<long> Count(DbContextOptions<RiskPoolDb> options)
    {
        await using var db = new RiskPoolDb(options);
        return await db.Postings.LongCountAsync();
    }

    private static async Task<double> Floor(DbContextOptions<RiskPoolDb> options)
    {
        await using var db = new RiskPoolDb(options);
        var rows = await db.Postings.AsNoTracking().OrderBy(posting => posting.Number).ToListAsync();
        await using var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync();
        await using (var make = new NpgsqlCommand("CREATE TABLE floor (LIKE \"Postings\" INCLUDING ALL)", connection)) await make.ExecuteNonQueryAsync();
        await Insert();
        await using (var empty = new NpgsqlCommand("TRUNCATE floor", connection)) await empty.ExecuteNonQueryAsync();
        return await Figure.Rate(rows.Count, Insert);

        async Task Insert()
        {
            foreach (var chunk in rows.Chunk(500))
            {
                await using var insert = new NpgsqlCommand("INSERT INTO floor VALUES " + string.Join(',', chunk.Select((_, row) => "(" + string.Join(',', Enumerable.Range(row * 7 + 1, 7).Select(number => "$" + number.ToString(CultureInfo.InvariantCulture))) + ")")), connection);
                foreach (var row in chunk)
                    foreach (var value in (object[])[row.PoolCode, row.Number, row.LineNumber, row.Pot, row.Account.ToString(), row.AmountYuan.Amount, row.BalanceAfterYuan.Amount])
                        insert.Parameters.Add(new NpgsqlParameter { Value = value });
                await insert.ExecuteNonQueryAsync();
            }
        }
    }
}
