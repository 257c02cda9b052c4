using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentFinance.Loan.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Cockpit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Chain",
                table: "Loans",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FirmName",
                table: "Loans",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Park",
                table: "Loans",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TalentClass",
                table: "Loans",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "AmountYuan",
                table: "Invitations",
                type: "decimal(18,2)",
                precision: 18,
                scale: 2,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "Invitations",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EscalatedAt",
                table: "Invitations",
                type: "datetimeoffset(6)",
                precision: 6,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FirmName",
                table: "Invitations",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "Invitations",
                type: "nvarchar(18)",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ProductCode",
                table: "Invitations",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "TakenBy",
                table: "Invitations",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakenByName",
                table: "Invitations",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TenorMonths",
                table: "Invitations",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Chain",
                table: "Applications",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Park",
                table: "Applications",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ApplicationFacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirmId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DistrictCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Chain = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Park = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TalentClass = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AskedCents = table.Column<long>(type: "bigint", nullable: false),
                    Offered = table.Column<bool>(type: "bit", nullable: false),
                    DecisionMinutes = table.Column<int>(type: "int", nullable: true),
                    MoneyMinutes = table.Column<int>(type: "int", nullable: true),
                    PaidAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    PaidCents = table.Column<long>(type: "bigint", nullable: false),
                    FirstLoan = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApplicationFacts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BankTallies",
                columns: table => new
                {
                    DistrictCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    BankId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Invited = table.Column<int>(type: "int", nullable: false),
                    Taken = table.Column<int>(type: "int", nullable: false),
                    Offered = table.Column<int>(type: "int", nullable: false),
                    Declined = table.Column<int>(type: "int", nullable: false),
                    Lapsed = table.Column<int>(type: "int", nullable: false),
                    Won = table.Column<int>(type: "int", nullable: false),
                    PaidOut = table.Column<int>(type: "int", nullable: false),
                    PaidCents = table.Column<long>(type: "bigint", nullable: false),
                    ResponseMinutes = table.Column<long>(type: "bigint", nullable: false),
                    Decided = table.Column<int>(type: "int", nullable: false),
                    DecisionMinutes = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BankTallies", x => new { x.DistrictCode, x.Day, x.BankId });
                });

            migrationBuilder.CreateTable(
                name: "Changes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Changes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InvitationFacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ApplicationId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BankId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DistrictCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    ProductCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Chain = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Park = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TalentClass = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ResponseMinutes = table.Column<int>(type: "int", nullable: true),
                    DecisionMinutes = table.Column<int>(type: "int", nullable: true),
                    Won = table.Column<bool>(type: "bit", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PaidCents = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InvitationFacts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Tallies",
                columns: table => new
                {
                    DistrictCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Dimension = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Applications = table.Column<int>(type: "int", nullable: false),
                    Offered = table.Column<int>(type: "int", nullable: false),
                    PaidOut = table.Column<int>(type: "int", nullable: false),
                    FirstLoans = table.Column<int>(type: "int", nullable: false),
                    AskedCents = table.Column<long>(type: "bigint", nullable: false),
                    PaidCents = table.Column<long>(type: "bigint", nullable: false),
                    Decided = table.Column<int>(type: "int", nullable: false),
                    DecisionMinutes = table.Column<long>(type: "bigint", nullable: false),
                    MoneyMinutes = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tallies", x => new { x.DistrictCode, x.Dimension, x.Day, x.Key, x.State });
                });

            migrationBuilder.CreateTable(
                name: "WaitCounts",
                columns: table => new
                {
                    DistrictCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Wait = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    Applications = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WaitCounts", x => new { x.DistrictCode, x.Wait, x.Day, x.Days });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_BankId_DueAt_Id",
                table: "Invitations",
                columns: new[] { "BankId", "DueAt", "Id" },
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_DistrictCode_EscalatedAt_Id",
                table: "Invitations",
                columns: new[] { "DistrictCode", "EscalatedAt", "Id" },
                filter: "\"EscalatedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ApplicationFacts_FirmId_PaidAt",
                table: "ApplicationFacts",
                columns: new[] { "FirmId", "PaidAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationFacts_ApplicationId",
                table: "InvitationFacts",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_InvitationFacts_BankId_Day",
                table: "InvitationFacts",
                columns: new[] { "BankId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_InvitationFacts_BankId_PaidOn",
                table: "InvitationFacts",
                columns: new[] { "BankId", "PaidOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ApplicationFacts");

            migrationBuilder.DropTable(
                name: "BankTallies");

            migrationBuilder.DropTable(
                name: "Changes");

            migrationBuilder.DropTable(
                name: "InvitationFacts");

            migrationBuilder.DropTable(
                name: "Tallies");

            migrationBuilder.DropTable(
                name: "WaitCounts");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_BankId_DueAt_Id",
                table: "Invitations");

            migrationBuilder.DropIndex(
                name: "IX_Invitations_DistrictCode_EscalatedAt_Id",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Chain",
                table: "Loans");

            migrationBuilder.DropColumn(
                name: "FirmName",
                table: "Loans");

            migrationBuilder.DropColumn(
                name: "Park",
                table: "Loans");

            migrationBuilder.DropColumn(
                name: "TalentClass",
                table: "Loans");

            migrationBuilder.DropColumn(
                name: "AmountYuan",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "FirmName",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ProductCode",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "TakenByName",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "TenorMonths",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "Chain",
                table: "Applications");

            migrationBuilder.DropColumn(
                name: "Park",
                table: "Applications");
        }
    }
}
