-- Market data, demographics and schools are what the reports of a market rest on. Imports bring them in, and nobody writes them
-- by hand, or it could be said of no figure where it comes from.

grant select (id, organization_id, area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district, msa_code,
  report_date, period_type, property_type, median_price, avg_price, min_price, max_price, price_per_sqft, typical_value,
  median_list_price, avg_list_price, list_price_per_sqft, median_rent, price_change_pct, active_listings, new_listings,
  sold_listings, pending_listings, expired_listings, total_listings, inventory_months, days_on_market, sale_to_list_ratio,
  absorption_rate, turnover_rate, above_list_share, price_cut_share, quick_sale_share, is_flagged, data_source, external_id,
  source_row, source_line, import_id, is_verified, confidence_score, notes, created_at, updated_at) on reid_market_data to lotline_app;

grant select (id, organization_id, area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district,
  msa_code, report_year, total_population, population_density, population_growth, households, avg_household_size,
  age_distribution, median_age, median_income, avg_income, income_distribution, poverty_rate, education_levels,
  high_school_rate, college_rate, employment_rate, unemployment_rate, labor_force_size, top_industries,
  homeownership_rate, renter_rate, median_home_value, median_rent, diversity_index, margins_of_error, column_sources,
  annotations, data_source, external_id, source_row, import_id, is_verified, confidence_score, notes, created_at,
  updated_at) on reid_demographics to lotline_app;

grant select (id, organization_id, name, school_type, district_name, district_id, nces_id, address, city, state,
  zip_code, county, county_fips, locale, latitude, longitude, serves_grades, school_year, status_code, rating_overall,
  rating_source, test_scores, rankings, total_students, student_teacher_ratio, low_income_pct, graduation_rate,
  college_readiness, advanced_placement, boundary_geojson, is_active, data_source, external_id, source_row, source_line,
  import_id, is_verified, confidence_score, notes, created_at, updated_at) on reid_schools to lotline_app;

grant select (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates, old_values,
  had_rows, created_at) on reid_market_revisions to lotline_app;
grant select (id, organization_id, data_source, series, report_date, period_type, value, import_id, source_line, source_row,
  created_at, updated_at) on reid_series_values to lotline_app;

create trigger touch_updated_at before update on reid_market_data for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on reid_demographics for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on reid_schools for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on reid_series_values for each row execute function app.touch_updated_at();
