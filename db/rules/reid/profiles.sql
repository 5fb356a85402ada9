-- A profile describes a place in words that a model wrote and a person verified. The database notes who and when, so no
-- grant names those columns.

grant select (id, organization_id, user_id, profile_type, area_key, area_type, address, zip_code, city, state, county,
  neighborhood, school_district, msa_code, summary, detailed_analysis, strengths, weaknesses, opportunities,
  overall_score, investment_score, lifestyle_score, growth_score, risk_score, metrics, recommendations, data_sources,
  ai_model, model_version, confidence_score, is_public, is_verified, verified_by, verified_at, expires_at,
  last_refreshed_at, created_at, updated_at) on reid_ai_profiles to lotline_app;
grant insert (id, organization_id, user_id, profile_type, area_key, area_type, address, zip_code, city, state, county,
  neighborhood, school_district, msa_code, summary, detailed_analysis, strengths, weaknesses, opportunities,
  overall_score, investment_score, lifestyle_score, growth_score, risk_score, metrics, recommendations, data_sources,
  ai_model, model_version, confidence_score, is_public, is_verified, expires_at,
  last_refreshed_at) on reid_ai_profiles to lotline_app;
grant update (profile_type, area_key, area_type, address, zip_code, city, state, county, neighborhood, school_district, msa_code,
  summary, detailed_analysis, strengths, weaknesses, opportunities, overall_score, investment_score, lifestyle_score,
  growth_score, risk_score, metrics, recommendations, data_sources, ai_model, model_version, confidence_score,
  is_public, is_verified, expires_at, last_refreshed_at) on reid_ai_profiles to lotline_app;
grant delete on reid_ai_profiles to lotline_app;

create trigger stamp_verification before insert on reid_ai_profiles for each row execute function app.stamp_verification();
create trigger stamp_verification_again before update of is_verified on reid_ai_profiles
  for each row when (old.is_verified is distinct from new.is_verified) execute function app.stamp_verification();

create trigger touch_updated_at before update on reid_ai_profiles for each row execute function app.touch_updated_at();
